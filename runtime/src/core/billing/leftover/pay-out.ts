import { compareDates } from '../../civil-date.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { DifferenceLine } from '../difference/difference-line.ts';
import { drawCredit } from '../difference/draw-credit.ts';
import { type InvoiceGroup, typeOfLines } from '../difference/group-into-invoices.ts';
import { sumMinor } from '../difference/sum-minor.ts';

/** What waits at the end of contracts: an invoice over nothing for what it evens out, and credit that is left then. */
export type PaidOut<Line extends DifferenceLine> = { invoices: InvoiceGroup<Line>[]; credits: Line[] };

/**
 * Parts what waits for a next invoice that will not come. What is charged among it stands on an invoice that credit
 * brings down to zero, so that it is billed with its tax and has its document; only the rest is to be given back.
 */
export function payOut<Line extends DifferenceLine>(
  carried: readonly Line[],
  currency: CurrencyCode,
): PaidOut<Line> {
  const charged = carried.filter(({ amountMinor }) => amountMinor > 0n);
  const waiting = carried.filter(({ amountMinor }) => amountMinor < 0n);
  const last = charged
    .map(({ invoiceOn }) => invoiceOn)
    .toSorted(compareDates)
    .at(-1);
  if (last === undefined) return { invoices: [], credits: waiting };
  const drawn = drawCredit(waiting, sumMinor(charged), currency);
  const lines = [...charged, ...drawn.lines];
  return {
    invoices: [{ invoiceOn: last, type: typeOfLines(charged), lines, netMinor: sumMinor(lines) }],
    credits: drawn.left,
  };
}
