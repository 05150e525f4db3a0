import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EInvoiceFormat, profileOfFormat } from '../../../runtime/src/core/einvoice/profile.ts';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { previewDraft } from '../../../runtime/src/core/validation/preview-draft.ts';
import { brokenRules } from '../../support/einvoice/broken-rules.ts';
import { misplaced } from '../../support/einvoice/ubl-order.ts';
import { readXml } from '../../support/read-xml.ts';

const FOLDER = new URL('../../../docs/examples/invoices/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
  .map((name) => name.replace('.json', ''));

function computed(name: string): InvoiceDocument {
  const preview = previewDraft(JSON.parse(read(`${name}.json`)));
  if (!preview.ok) throw new Error(JSON.stringify(preview.findings));
  expect(preview.findings.filter(({ level }) => level === 'error')).toEqual([]);
  return preview.document;
}

/** What the README says of each format, by example. */
const TABLE = new Map(
  [...read('README.md').matchAll(/^\| \[([^\]]+)\]\(.*$/gm)].map(([row, name = '']) => {
    const cells = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return [name, cells.slice(3, 6)] as const;
  }),
);

test('the README has a row for each example, and there are at least fifteen', () => {
  expect([...TABLE.keys()]).toEqual(NAMES);
  expect(NAMES.length).toBeGreaterThanOrEqual(15);
});

describe.each(NAMES)('the example %s', (name) => {
  test('comes to the totals and tax rows that were worked out by hand', () => {
    const { totals, taxRows, withholding } = computed(name);
    const rows = taxRows.map(({ category, ratePercent, base, tax }) => ({
      category,
      ratePercent,
      base,
      tax,
    }));
    const expected: unknown = JSON.parse(read(`${name}.expected.json`));
    const settled = withholding === undefined ? {} : { withholding };
    expect({ totals, taxRows: rows, ...settled }).toEqual(expected);
  });

  test.each(EInvoiceFormat.options)('as %s is what the README says, and breaks no rule', (format) => {
    const document = computed(name);
    const written = invoiceToUbl(document, profileOfFormat(document, format));
    const said = TABLE.get(name)?.[EInvoiceFormat.options.indexOf(format)];
    expect(written.ok ? 'yes' : written.refusals[0]?.rule).toBe(said);
    if (!written.ok) return;
    const xml = readXml(written.xml);
    expect(misplaced(xml)).toEqual([]);
    expect(brokenRules(xml)).toEqual([]);
  });
});
