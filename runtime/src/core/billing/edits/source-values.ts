import type { CanonicalDeal, CanonicalDealLine } from '../../canonical/deal.ts';
import type { Recipient } from '../../invoice/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { documentPointer, linePointer, type SourceValues, wholeLinePointer } from './invoice-edits.ts';

/** What a document says before anybody edits it. */
export type UneditedDocument = {
  purchaseOrder: string | null;
  termsCode: string;
  recipients: readonly Recipient[];
  notes: readonly string[];
};

/**
 * What the source says of the fields that can be edited: of the document, and of the lines of a deal where one is billed.
 * `10` and `10.00` are one value, so that a system that writes it otherwise makes no conflict.
 */
export function sourceValues(document: UneditedDocument, deal?: Pick<CanonicalDeal, 'lines'>): SourceValues {
  const lines = deal?.lines ?? [];
  return {
    [documentPointer('purchaseOrder')]: document.purchaseOrder,
    [documentPointer('terms')]: document.termsCode,
    [documentPointer('recipients')]: document.recipients.map((recipient) => ({ ...recipient })),
    [documentPointer('notes')]: [...document.notes],
    ...Object.assign(
      {},
      ...lines.flatMap((line) => [{ [wholeLinePointer(line.key)]: wholeLine(line) }, lineValues(line)]),
    ),
  };
}

/** What is said of a line as a whole: by it a line that was left out is told from what its deal made of it since. */
const wholeLine = (line: CanonicalDealLine): JsonObject => ({
  sku: line.sku,
  ...Object.fromEntries(
    Object.entries(lineValues(line)).map(([pointer, value]) => [
      pointer.slice(pointer.lastIndexOf('/') + 1),
      value,
    ]),
  ),
});

type Terms = Pick<CanonicalDealLine, 'quantity' | 'description' | 'unitPrice' | keyof Discount>;
type Discount = Pick<CanonicalDealLine, 'discountPercent' | 'discountAmount'>;

/** What is said of the fields of a line that can be edited. */
export const lineValues = (line: { key: string } & Terms): SourceValues => ({
  [linePointer(line.key, 'description')]: line.description ?? null,
  [linePointer(line.key, 'quantity')]: decimalTextOf(line.quantity),
  // Without a price of its own the line is sold at the list price.
  [linePointer(line.key, 'unitPrice')]: line.unitPrice === undefined ? null : decimalTextOf(line.unitPrice),
  [linePointer(line.key, 'discount')]: discountOf(line),
});

function discountOf({ discountPercent, discountAmount }: Discount): JsonValue {
  if (discountPercent !== undefined && !isZero(discountPercent))
    return { percent: decimalTextOf(discountPercent) };
  return discountAmount === undefined || isZero(discountAmount)
    ? null
    : { amount: decimalTextOf(discountAmount) };
}

const isZero = (text: string): boolean => decimalOf(text).eq(0);
