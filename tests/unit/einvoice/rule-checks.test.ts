import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { EInvoiceProfile } from '../../../runtime/src/core/einvoice/profile.ts';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import { brokenRules } from '../../support/einvoice/broken-rules.ts';
import { misplaced } from '../../support/einvoice/ubl-order.ts';
import { readXml } from '../../support/read-xml.ts';
import { computed } from '../invoice/sample-draft.ts';

function xmlOf(name: string, profile: EInvoiceProfile): string {
  const file = new URL(`../../../docs/examples/invoices/${name}.json`, import.meta.url);
  const written = invoiceToUbl(computed(JSON.parse(readFileSync(file, 'utf8'))), profile);
  if (!written.ok) throw new Error(JSON.stringify(written.refusals));
  return written.xml;
}

/** A total, so that the pattern finds one element of many. */
const total = (name: string) => new RegExp(`(<cbc:${name}Amount currencyID="[A-Z]{3}">)[0-9.]+`);

test.each<[string, string, EInvoiceProfile, RegExp, string]>([
  ['a wrong line total', '03-allowances-and-charges', 'xrechnung', total('LineExtension'), 'BR-CO-10'],
  [
    'a wrong sum of allowances',
    '03-allowances-and-charges',
    'xrechnung',
    total('AllowanceTotal'),
    'BR-CO-11',
  ],
  ['a wrong sum of charges', '03-allowances-and-charges', 'xrechnung', total('ChargeTotal'), 'BR-CO-12'],
  ['a wrong total without tax', '03-allowances-and-charges', 'xrechnung', total('TaxExclusive'), 'BR-CO-13'],
  ['a wrong total with tax', '03-allowances-and-charges', 'xrechnung', total('TaxInclusive'), 'BR-CO-15'],
  ['a wrong payable amount', '12-final-after-deposit', 'xrechnung', total('Payable'), 'BR-CO-16'],
  ['a wrong taxable amount', '03-allowances-and-charges', 'xrechnung', total('Taxable'), 'BR-S-08'],
  ['a wrong price', '04-price-per-thousand', 'xrechnung', total('Price'), 'PEPPOL-EN16931-R120'],
  ['no reference of the buyer', '02-public-sector', 'xrechnung', /(<cbc:BuyerReference>)[^<]+/, 'BR-DE-15'],
  ['a wrong type', '17-qualified-invoice', 'jp-pint', /(<cbc:InvoiceTypeCode>)380/, 'ibr-cl-01'],
  [
    'a category that Japan has not',
    '17-qualified-invoice',
    'jp-pint',
    /(<cac:TaxCategory>\s*<cbc:ID>)S/,
    'aligned-ibrp-cl-01-jp',
  ],
])('the checks of these tests find %s', (_what, name, profile, pattern, rule) => {
  const xml = xmlOf(name, profile);
  expect(brokenRules(readXml(xml))).toEqual([]);
  expect(xml).toMatch(pattern);
  const value = rule === 'BR-DE-15' ? '$1 ' : '$11';
  expect(brokenRules(readXml(xml.replace(pattern, value)))).toContain(rule);
});

test('the checks of these tests find an element in the wrong place', () => {
  const xml = xmlOf('03-allowances-and-charges', 'xrechnung');
  const swapped = xml.replace(
    /(\s*<cbc:IssueDate>.*<\/cbc:IssueDate>)(\s*<cbc:DueDate>.*<\/cbc:DueDate>)/,
    '$2$1',
  );
  expect(swapped).not.toBe(xml);
  expect(misplaced(readXml(xml))).toEqual([]);
  expect(misplaced(readXml(swapped))).toEqual(['Invoice/cbc:IssueDate']);
});
