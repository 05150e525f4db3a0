import { expect, test } from 'vitest';
import { checkIdentities } from '../../../runtime/src/core/invoice/check-identities.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { sampleDocument } from './sample-document.ts';

const found = (document: InvoiceDocument) =>
  checkIdentities(document).map((finding) => `${finding.code} ${finding.pointer}`);

function withTotals(totals: Partial<InvoiceDocument['totals']>): InvoiceDocument {
  const document = sampleDocument();
  return { ...document, totals: { ...document.totals, ...totals } };
}

function withLine(line: Partial<InvoiceDocument['lines'][number]>): InvoiceDocument {
  const document = sampleDocument([
    { quantity: '3', unitPrice: '33.335', discountPercent: '10' },
    { quantity: '1', unitPrice: '10' },
  ]);
  return {
    ...document,
    lines: document.lines.map((each, index) => (index === 0 ? { ...each, ...line } : each)),
  };
}

test('a computed document has no finding', () => {
  expect(found(sampleDocument())).toEqual([]);
  expect(found(withLine({}))).toEqual([]);
});

test('each total that is off by a cent is found with its rule and its place', () => {
  // 10 × 150.00 at 10 %: 1500.00 + 150.00 = 1650.00
  expect(found(withTotals({ lineNet: '1500.01' }))).toContain('identity.br_co_10 /totals/lineNet');
  expect(found(withTotals({ taxExclusive: '1499.99' }))).toContain('identity.br_co_13 /totals/taxExclusive');
  expect(found(withTotals({ tax: '150.01' }))).toContain('identity.br_co_14 /totals/tax');
  expect(found(withTotals({ taxInclusive: '1650.01' }))).toContain('identity.br_co_15 /totals/taxInclusive');
  expect(found(withTotals({ payable: '1650.01' }))).toEqual(['identity.br_co_16 /totals/payable']);
  expect(found(withTotals({ prepaid: '1.00' }))).toEqual(['identity.br_co_16 /totals/payable']);
});

test('the same figure in another spelling is no finding', () => {
  expect(found(withTotals({ payable: '1650', lineNet: '1500.0' }))).toEqual([]);
});

test('a line is free to round its figures by any mode, but not by a whole unit', () => {
  // 3 × 33.335 = 100.005 rounds to 100.01, less 10 % = 10.00
  expect(found(withLine({ netAmount: '90.01' }))).not.toContain('identity.peppol_r120 /lines/0/netAmount');
  expect(found(withLine({ netAmount: '90.00' }))).not.toContain('identity.peppol_r120 /lines/0/netAmount');
  expect(found(withLine({ netAmount: '90.02' }))).toContain('identity.peppol_r120 /lines/0/netAmount');
  expect(found(withLine({ netAmount: '89.99' }))).toContain('identity.peppol_r120 /lines/0/netAmount');
});

test('a discount that is not its percentage is found', () => {
  const document = withLine({ discount: { percent: '10', amount: '9.98', reason: 'x' }, netAmount: '90.03' });
  expect(found(document)).toContain('identity.peppol_r040 /lines/0/discount/amount');
});

test('tax that is not the base times the rate is found', () => {
  const document = sampleDocument();
  const [row] = document.taxRows;
  const off = { ...document, taxRows: row === undefined ? [] : [{ ...row, tax: '150.01' }] };
  expect(found(off)).toEqual(['identity.br_co_17 /taxRows/0/tax', 'identity.br_co_14 /totals/tax']);
});

test('a base that is not the sum of its lines is found', () => {
  const document = sampleDocument();
  const [row] = document.taxRows;
  const off = { ...document, taxRows: row === undefined ? [] : [{ ...row, base: '1500.01' }] };
  expect(found(off)).toEqual(['identity.tax_base /taxRows/0/base']);
});

test('a rate of the lines without a tax row is found', () => {
  expect(found({ ...sampleDocument(), taxRows: [] })).toEqual([
    'identity.tax_row_missing /taxRows',
    'identity.br_co_14 /totals/tax',
  ]);
});

test('a second row of the same rate is found, since a rate is rounded once', () => {
  const document = sampleDocument();
  const row = { category: 'S', ratePercent: '10.0', base: '0', tax: '0' } as const;
  expect(found({ ...document, taxRows: [...document.taxRows, row] })).toEqual([
    'identity.tax_row_repeated /taxRows/1',
  ]);
});

test('amounts with more decimals than the currency are found before anything is added up', () => {
  expect(found(withTotals({ payable: '1650.000' }))).toEqual(['amount.too_many_decimals /totals/payable']);
  const yen = sampleDocument([{ quantity: '1', unitPrice: '100.50' }], { currency: 'JPY' });
  expect(found(yen)).toEqual([]);
  expect(found({ ...yen, totals: { ...yen.totals, tax: '10.0' } })).toEqual([
    'amount.too_many_decimals /totals/tax',
  ]);
});

test('a figure that cannot be calculated with is found and stops nothing', () => {
  expect(found(withTotals({ payable: '9'.repeat(40) }))).toEqual(['amount.unreadable /totals/payable']);
});

test('a document in an unknown currency has no decimals to check against', () => {
  expect(found({ ...sampleDocument(), currency: 'ZZZ' })).toEqual(['currency.unknown /currency']);
});

test('a finding says both figures in both languages', () => {
  expect(checkIdentities(withTotals({ payable: '1650.01' }))[0]?.text).toEqual({
    en: '1650.01 is not the total less what is prepaid plus the rounding (BR-CO-16), which is 1650.',
    ja: '1650.01は税込金額−前払額+丸め調整 (BR-CO-16)(1650)と一致しません。',
  });
});
