import { expect, test } from 'vitest';
import { contentHash } from '../../../runtime/src/core/invoice/content-hash.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../runtime/src/core/json.ts';
import { sampleDocument } from './sample-document.ts';

const document: InvoiceDocument = (() => {
  const sample = sampleDocument([{ quantity: '2', unitPrice: '50', discountPercent: '10' }]);
  const lines = sample.lines.map((line) => ({ ...line, listPrice: '60' }));
  const address = {
    line1: '2-1',
    line2: '8F',
    city: 'Tokyo',
    region: 'Tokyo',
    postalCode: '1000001',
    country: 'JP',
  };
  return {
    ...sample,
    issueDate: '2026-11-21',
    dueDate: '2026-12-21',
    number: 'INV-1',
    seller: { ...sample.seller, address },
    buyer: { ...sample.buyer, address, taxId: 'US-1', email: 'ap@acme.example' },
    paymentInstructions: {
      bankName: 'First Bank',
      branch: 'Main',
      accountType: 'checking',
      accountNumber: '000123',
      accountName: 'Seikyu Inc.',
      routing: '121000248',
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
  JP: 'FR',
  US: 'FR',
};

function other(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return '2026-12-01';
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return '2025-01-31';
  return OTHERS[value] ?? `1${value}`;
}

/** Everything that an approval does not bind, and no more. */
const IMMATERIAL = [
  /^\/(id|dealId|status|number|issueDate|dueDate)$/,
  /^\/lines\/0\/(productVersionId|source\/[a-zA-Z]+)$/,
];
/** These have one value only, so nothing else can stand in their place. */
const SINGLE_VALUED = ['/type', '/lines/0/source/kind'];

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
