import { describe, expect, test } from 'vitest';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { brokenRules } from '../../support/einvoice/broken-rules.ts';
import { EXAMPLES, hostileEInvoices } from '../../support/einvoice/hostile-documents.ts';
import { misplaced } from '../../support/einvoice/ubl-order.ts';
import { HOSTILE_TEXTS, WITHOUT_GLYPH } from '../../support/hostile-texts.ts';
import { readXml, textsAt } from '../../support/read-xml.ts';

describe.each([...EXAMPLES.keys()])('the example %s with a hostile text in every place', (example) => {
  test('is the same elements with these texts to the letter, but for what XML forbids, and breaks no rule', () => {
    for (const text of [...Object.values(HOSTILE_TEXTS), ...Object.values(WITHOUT_GLYPH)]) {
      for (const { name, xml, expected } of hostileEInvoices(example, text)) {
        const read = readXml(xml);
        expect([name, read]).toEqual([name, expected]);
        expect([name, misplaced(read), brokenRules(read)]).toEqual([name, [], []]);
      }
    }
  });
});

test('each format is among them', () => {
  const names = [...EXAMPLES.keys()].flatMap((example) =>
    hostileEInvoices(example, 'x').map(({ name }) => name),
  );
  for (const format of ['ubl', 'xrechnung', 'jp-pint'])
    expect(names.filter((name) => name.endsWith(` as ${format}`)).length).toBeGreaterThan(2);
});

describe('a text of which XML carries nothing', () => {
  const [document] = EXAMPLES.values();
  if (document === undefined) throw new Error('there are examples');
  const [line] = document.lines;
  if (line === undefined) throw new Error('there are lines');
  const inPlace = (text: string): [string, Partial<InvoiceDocument>][] => [
    ['BR-02 /number', { number: text }],
    ['BR-06 /seller/name', { seller: { ...document.seller, name: text } }],
    ['BR-07 /buyer/name', { buyer: { ...document.buyer, name: text } }],
    ['BR-17 /payee/name', { payee: { name: text } }],
    ['BR-25 /lines/0/name', { lines: [{ ...line, name: text }, ...document.lines.slice(1)] }],
  ];

  test.each([' ', '\n\t', '\u0007\u001b', '\ufffe', '\u0000'])(
    'such as %j is refused where one is needed',
    (text) => {
      for (const [refusal, change] of inPlace(text)) {
        const written = invoiceToUbl({ ...document, ...change });
        const refusals = written.ok ? [] : written.refusals.map(({ rule, pointer }) => `${rule} ${pointer}`);
        expect(refusals).toContain(refusal);
      }
    },
  );

  test('is left out with its element where none is needed', () => {
    const written = invoiceToUbl({ ...document, purchaseOrder: '\u0007', notes: ['\u001b'] });
    if (!written.ok) throw new Error(JSON.stringify(written.refusals));
    const read = readXml(written.xml);
    expect([textsAt(read, 'cac:OrderReference/cbc:ID'), textsAt(read, 'cbc:Note')]).toEqual([[], []]);
    expect(brokenRules(read)).toEqual([]);
  });
});
