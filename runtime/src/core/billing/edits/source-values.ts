import type { CanonicalDeal, CanonicalDealLine } from '../../canonical/deal.ts';
import type { Recipient } from '../../invoice/document.ts';
import type { JsonValue } from '../../json.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { documentPointer, linePointer, type SourceValues } from './invoice-edits.ts';

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
    ...Object.assign({}, ...lines.map(lineValues)),
  };
}

const lineValues = (line: CanonicalDealLine): SourceValues => ({
  [linePointer(line.key, 'description')]: line.description ?? null,
  [linePointer(line.key, 'quantity')]: decimalTextOf(line.quantity),
  // Without a price of its own the line is sold at the list price.
  [linePointer(line.key, 'unitPrice')]: line.unitPrice === undefined ? null : decimalTextOf(line.unitPrice),
  [linePointer(line.key, 'discount')]: discountOf(line),
});

function discountOf({ discountPercent, discountAmount }: CanonicalDealLine): JsonValue {
  if (discountPercent !== undefined && !isZero(discountPercent))
    return { percent: decimalTextOf(discountPercent) };
  return discountAmount === undefined || isZero(discountAmount)
    ? null
    : { amount: decimalTextOf(discountAmount) };
}

const isZero = (text: string): boolean => decimalOf(text).eq(0);
