import { expect, test } from 'vitest';
import { contentHash } from '../../../runtime/src/core/invoice/content-hash.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../runtime/src/core/json.ts';
import { sampleDocument } from './sample-document.ts';

const document: InvoiceDocument = (() => {
  const sample = sampleDocument([{ quantity: '2', unitPrice: '50', discountPercent: '10' }]);
  const part = { amount: '1', percent: '1', base: '100', reason: 'Volume', reasonCode: '95' };
  const taxed = { taxCategory: 'S' as const, taxRatePercent: '10' };
  const lines = sample.lines.map((line) => ({
    ...line,
    listPrice: '60',
    allowedDiscountPercent: '5',
    baseQuantity: '1',
    allowances: [part],
    charges: [part],
    preciseNet: '90',
    grossAmount: '99',
    isCredit: true as const,
    credits: { position: 1, quantity: '1' },
    period: { from: '2026-11-01', to: '2026-11-30' },
    orderLine: '1',
    buyerAccount: '4711',
    section: { reference: 'Order 7', date: '2026-11-01' },
  }));
  const address = {
    line1: '2-1',
    line2: '8F',
    city: 'Tokyo',
    region: 'Tokyo',
    postalCode: '1000001',
    country: 'JP',
  };
  const contact = {
    contactName: 'Ann',
    phone: '03-1234-5678',
    electronicAddress: '0221:T1',
    legalId: '0188:1',
  };
  return {
    ...sample,
    contractId: 'ctr_0000000001',
    issueDate: '2026-11-21',
    dueDate: '2026-12-21',
    number: 'INV-1',
    seller: { ...sample.seller, address, ...contact },
    buyer: { ...sample.buyer, address, taxId: 'US-1', email: 'ap@acme.example', ...contact },
    paymentInstructions: {
      bankName: 'First Bank',
      branch: 'Main',
      accountType: 'checking',
      accountNumber: '000123',
      accountName: 'Seikyu Inc.',
      routing: '121000248',
    },
    references: {
      buyerReference: 'B-1',
      project: 'P-1',
      contract: 'C-1',
      salesOrder: 'SO-1',
      receivingAdvice: 'R-1',
      despatchAdvice: 'D-1',
      tender: 'T-1',
    },
    precedingInvoices: [{ number: 'INV-0', issueDate: '2026-10-21' }],
    closingDate: '2026-10-31',
    period: { from: '2026-11-01', to: '2026-11-30' },
    delivery: { date: '2026-11-20', name: 'Depot', address },
    payee: { ...sample.seller, address },
    taxRepresentative: { ...sample.seller, address },
    priceBasis: 'tax_exclusive',
    taxCurrency: 'EUR',
    exchangeRate: { rate: '0.9', source: 'ECB', date: '2026-11-20' },
    rounding: {
      mode: 'half_up',
      lines: 'currency',
      tax: 'document',
      inclusive: 'round_net',
      payableTo: '0.05',
    },
    allowances: [{ ...part, ...taxed }],
    charges: [{ ...part, ...taxed }],
    instalments: [{ dueDate: '2026-12-21', amount: '99', label: 'First' }],
    withholding: { base: '90', ratePercent: '10.21', amount: '9' },
    taxRows: sample.taxRows.map((row) => ({
      ...row,
      exemptionReason: 'Export',
      taxInTaxCurrency: '9',
      exemptionCode: 'VATEX-EU-G',
    })),
    totals: {
      ...sample.totals,
      allowances: '1',
      charges: '1',
      rounding: '0',
      taxInTaxCurrency: '8.1',
    },
    lines,
  };
})();

/** Leaves of a value as paths of keys and indexes. */
function leavesOf(value: JsonValue, path: string[] = []): string[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [path];
}

/** The value with another one at a path: a decimal is one higher, a text another text. */
function changed(value: JsonValue, [key, ...rest]: string[]): JsonValue {
  if (key === undefined) return other(value);
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? changed(item, rest) : item));
  if (!isJsonObject(value)) return value;
  return { ...value, [key]: changed(value[key] ?? null, rest) };
}

/** Another value that the schema allows in the same place. */
const OTHERS: Record<string, string> = {
  draft: 'approved',
  en: 'ja',
  S: 'AA',
  bill_to: 'copy',
  USD: 'EUR',
  EUR: 'JPY',
  JP: 'FR',
  US: 'FR',
  deal_line: 'order_line',
  '0221:T1': '0221:T2',
  '0188:1': '0188:2',
  invoice: 'corrected',
  half_up: 'down',
  currency: 'precise',
  document: 'line',
  round_net: 'round_tax',
  tax_exclusive: 'tax_inclusive',
};

function other(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return '2026-12-01';
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return '2025-01-31';
  return OTHERS[value] ?? `1${value}`;
}

/** Everything that an approval does not bind, and no more. */
const IMMATERIAL = [
  /^\/(id|dealId|contractId|status|number|issueDate|dueDate)$/,
  // Frozen by the issue itself, by rule.
  /^\/exchangeRate\//,
  /\/taxInTaxCurrency$/,
  /^\/lines\/0\/(productVersionId|preciseNet|source\/[a-zA-Z]+)$/,
];
/** These have one value only, so nothing else can stand in their place. */
const SINGLE_VALUED = ['/lines/0/isCredit'];

const json: JsonObject = JSON.parse(JSON.stringify(document));
const cases = leavesOf(json)
  .map((path) => ({ path, pointer: `/${path.join('/')}` }))
  .filter(({ pointer }) => !SINGLE_VALUED.includes(pointer));
const isMaterial = (pointer: string) => !IMMATERIAL.some((pattern) => pattern.test(pointer));
const hashWith = (path: string[]) => contentHash(InvoiceDocument.parse(changed(json, path)));

test.each(cases.filter(({ pointer }) => isMaterial(pointer)))(
  'a change of $pointer changes the hash',
  ({ path }) => {
    expect(hashWith(path)).not.toBe(contentHash(document));
  },
);

test.each(cases.filter(({ pointer }) => !isMaterial(pointer)))(
  'a change of $pointer keeps the hash',
  ({ path }) => {
    expect(hashWith(path)).toBe(contentHash(document));
  },
);

test('the sample fills every field that the schema has, so that none escapes the two tests above', () => {
  const fieldsOf = (shape: object) => Object.keys(shape).toSorted();
  const [line] = document.lines;
  expect(Object.keys(document).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape));
  expect(Object.keys(line ?? {}).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape.lines.element.shape));
  expect(Object.keys(document.totals).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape.totals.shape));
  const [row] = document.taxRows;
  expect(Object.keys(row ?? {}).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape.taxRows.element.shape));
  expect(Object.keys(document.seller).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape.seller.shape));
  expect(Object.keys(document.buyer).toSorted()).toEqual(fieldsOf(InvoiceDocument.shape.buyer.shape));
  const instructions = InvoiceDocument.shape.paymentInstructions.unwrap().shape;
  expect(Object.keys(document.paymentInstructions ?? {}).toSorted()).toEqual(fieldsOf(instructions));
});

test('adding or dropping a line, a note or a recipient changes the hash', () => {
  const hash = contentHash(document);
  expect(contentHash({ ...document, lines: [...document.lines, ...document.lines] })).not.toBe(hash);
  expect(contentHash({ ...document, notes: [] })).not.toBe(hash);
  expect(contentHash({ ...document, recipients: [] })).not.toBe(hash);
  expect(contentHash({ ...document, taxRows: [] })).not.toBe(hash);
});

test('dropping an optional field changes the hash', () => {
  const { purchaseOrder: _order, ...withoutOrder } = document;
  const { paymentInstructions: _instructions, ...withoutInstructions } = document;
  expect(contentHash(withoutOrder)).not.toBe(contentHash(document));
  expect(contentHash(withoutInstructions)).not.toBe(contentHash(document));
});

test('the same figure in another spelling, and keys in another order, are the same content', () => {
  const lines = document.lines.map((line) => ({
    ...line,
    quantity: '2.0000000000',
    taxRatePercent: '10.000000',
  }));
  const reordered = InvoiceDocument.parse(Object.fromEntries(Object.entries(json).toReversed()));
  expect(contentHash({ ...document, lines })).toBe(contentHash(document));
  expect(contentHash(reordered)).toBe(contentHash(document));
});

test('the hash of a known document stays what it is: stored approvals depend on it', () => {
  // Computed apart from this code: sorted keys, no white space, decimals without trailing zeros, SHA-256.
  expect(contentHash(sampleDocument())).toBe(
    '570f0f764650c377086d3be25b663f20393953947ceca5e6c99b91f4377b118c',
  );
});
