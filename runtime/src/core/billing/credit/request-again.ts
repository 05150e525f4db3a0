import { assert } from '../../assert.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import type { CreditedItem, CreditRequest } from './credit-request.ts';
import { findWholeOnly } from './find-whole-only.ts';
import { minorOf } from './minor-of.ts';
import { statedOf } from './remaining-of-line.ts';

/** A credit note that is void, what it credits, and the other credit notes of that. */
export type NoteAgain = {
  note: InvoiceDocument;
  original: InvoiceDocument;
  earlier: readonly InvoiceDocument[];
  currency: CurrencyCode;
};

/**
 * What a voided credit note took back, as a request for it once more: so much of each line and no more, whatever else was
 * credited since, so that a request which has no room any more is refused and not made smaller.
 */
export function requestAgain({ note, original, earlier, currency }: NoteAgain): CreditRequest {
  if (findWholeOnly(original) !== undefined) return 'all';
  if (earlier.length === 0 && isMirror(note, original)) return 'all';
  return note.lines.flatMap((line): CreditedItem[] => {
    assert(line.credits !== undefined, 'a line of a credit note names the line that it credits');
    const { position, quantity } = line.credits;
    const amountMinor = -minorOf(statedOf(line), currency);
    if (amountMinor === 0n) return [];
    const units = decimalOf(quantity);
    return [units.gt(0) ? { position, quantity: units } : { position, amountMinor }];
  });
}

/** Every line with all of its quantity, those that cost nothing too. */
const isMirror = (note: InvoiceDocument, original: InvoiceDocument): boolean =>
  original.lines.every(({ position, quantity }) =>
    note.lines.some(
      ({ credits }) => credits?.position === position && decimalOf(credits.quantity).eq(decimalOf(quantity)),
    ),
  );
