import { z } from 'zod';
import { BoundedDecimalText, PercentText, UnsignedDecimalText } from '../../canonical/texts.ts';
import { Recipient } from '../../invoice/document.ts';
import { parseTerms } from '../../invoice/terms.ts';
import type { JsonValue } from '../../json.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalTextOf } from '../../money/decimal-text-of.ts';
import type { EditChanges } from './change-edits.ts';
import { documentPointer, linePointer } from './invoice-edits.ts';

const LIST_MAX = 100;
const LINES_MAX = 1000;

/** A line's discount: of its price, or off the whole line. Zero is none. */
const LineDiscount = z.union([
  z.strictObject({ percent: PercentText }),
  z.strictObject({ amount: UnsignedDecimalText }),
]);

/** What is to change of a line of a deal. Null goes back to what the deal says. */
const LineChanges = z.strictObject({
  position: z.int().min(1),
  /** Empty for none. */
  description: z.string().trim().max(1000).nullish(),
  quantity: BoundedDecimalText.nullish(),
  unitPrice: UnsignedDecimalText.nullish(),
  discount: LineDiscount.nullish(),
});

/** What is to change of an invoice that is not issued; what is absent stays. Null goes back to what the source says. */
export const InvoiceChanges = z.strictObject({
  /** Empty for none. */
  purchaseOrder: z.string().trim().max(100).nullish(),
  terms: z
    .string()
    .refine((code) => parseTerms(code).ok, 'must be terms such as net:30 or eom+1:day31')
    .nullish(),
  recipients: z.array(Recipient.strict()).max(LIST_MAX).nullish(),
  notes: z.array(z.string().trim().min(1).max(1000)).max(LIST_MAX).nullish(),
  lines: z.array(LineChanges).max(LINES_MAX).optional(),
});
/** What `InvoiceChanges` reads. */
export type InvoiceChanges = z.infer<typeof InvoiceChanges>;

/**
 * Changes by the pointers of their fields. `keyAt` gives the key of the deal's line at a position; a line of the changes
 * that stands at none is told by its place among them in `unknownLines`.
 */
export function readChanges(
  { lines = [], purchaseOrder, terms, recipients, notes }: InvoiceChanges,
  keyAt: (position: number) => string | undefined,
): { changes: EditChanges; unknownLines: number[] } {
  const changes = new Map<string, JsonValue | undefined>();
  put(changes, documentPointer('purchaseOrder'), purchaseOrder, noneIfEmpty);
  put(changes, documentPointer('terms'), terms, (code) => code);
  put(changes, documentPointer('recipients'), recipients, (list) => list.map((each) => ({ ...each })));
  put(changes, documentPointer('notes'), notes, (list) => [...list]);
  const unknownLines: number[] = [];
  for (const [place, line] of lines.entries()) {
    const key = keyAt(line.position);
    if (key === undefined) {
      unknownLines.push(place);
      continue;
    }
    put(changes, linePointer(key, 'description'), line.description, noneIfEmpty);
    put(changes, linePointer(key, 'quantity'), line.quantity, decimalTextOf);
    put(changes, linePointer(key, 'unitPrice'), line.unitPrice, decimalTextOf);
    put(changes, linePointer(key, 'discount'), line.discount, discountValue);
  }
  return { changes, unknownLines };
}

/** Absent changes nothing, null goes back to the source, anything else is the new value. */
function put<Value>(
  changes: Map<string, JsonValue | undefined>,
  pointer: string,
  given: Value | null | undefined,
  toValue: (value: Value) => JsonValue,
): void {
  if (given !== undefined) changes.set(pointer, given === null ? undefined : toValue(given));
}

const noneIfEmpty = (text: string): JsonValue => (text === '' ? null : text);

function discountValue(discount: z.infer<typeof LineDiscount>): JsonValue {
  const [[kind = '', text = '0'] = []] = Object.entries(discount);
  return decimalOf(text).eq(0) ? null : { [kind]: decimalTextOf(text) };
}
