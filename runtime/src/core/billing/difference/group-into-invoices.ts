import { compareDates } from '../../civil-date.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { DifferenceLine } from './difference-line.ts';
import { drawCredit } from './draw-credit.ts';
import { sumMinor } from './sum-minor.ts';

/** Lines that go on one invoice, with their sum, zero or more, in minor units. */
export type InvoiceGroup<Line extends DifferenceLine = DifferenceLine> = {
  invoiceOn: string;
  lines: Line[];
  netMinor: bigint;
};

/** Invoices by the day they are due, oldest first, and what waits for the next one. */
export type GroupedInvoices<Line extends DifferenceLine = DifferenceLine> = {
  invoices: InvoiceGroup<Line>[];
  /** Lines that are on none: not to be booked, the next run finds them again and sets them off. */
  carried: Line[];
  /** What `carried` comes to in the customer's favour, zero or more. */
  carriedCreditMinor: bigint;
};

/** How lines are put together. */
export type GroupingOptions = {
  /** One invoice for all that is due, dated by the latest of it, in place of one for each day. */
  collective: boolean;
  currency: CurrencyCode;
};

type DueGroup<Line> = { invoiceOn: string; lines: Line[] };

/**
 * Puts lines on invoices, one for each day on which something is due. Lines of a day that come to less than zero are no
 * invoice: they are account credit, and later invoices set it off, each down to zero, with the lines that it is made of, so
 * that every credit keeps its product and its tax (oracles PR-07, PR-12).
 */
export function groupIntoInvoices<Line extends DifferenceLine>(
  lines: readonly Line[],
  options: GroupingOptions,
): GroupedInvoices<Line> {
  const invoices: InvoiceGroup<Line>[] = [];
  let waiting: Line[] = [];
  for (const due of dueGroups(lines, options.collective)) {
    if (sumMinor(due.lines) < 0n) {
      waiting.push(...due.lines);
      continue;
    }
    // The day's own credits come first: a deposit comes off the invoice that it was paid for.
    const open = [...due.lines, ...waiting];
    const charged = open.filter(({ amountMinor }) => amountMinor > 0n);
    const credits = open.filter(({ amountMinor }) => amountMinor < 0n);
    const drawn = drawCredit(credits, sumMinor(charged), options.currency);
    const invoiceLines = [...charged, ...drawn.lines];
    invoices.push({ invoiceOn: due.invoiceOn, lines: invoiceLines, netMinor: sumMinor(invoiceLines) });
    waiting = drawn.left;
  }
  return { invoices, carried: waiting, carriedCreditMinor: -sumMinor(waiting) };
}

function dueGroups<Line extends DifferenceLine>(
  lines: readonly Line[],
  isCollective: boolean,
): DueGroup<Line>[] {
  const byDay = new Map<string, Line[]>();
  for (const line of lines) {
    const group = byDay.get(line.invoiceOn);
    if (group === undefined) byDay.set(line.invoiceOn, [line]);
    else group.push(line);
  }
  const groups = [...byDay]
    .map(([invoiceOn, dayLines]) => ({ invoiceOn, lines: dayLines }))
    .sort((one, other) => compareDates(one.invoiceOn, other.invoiceOn));
  const last = groups.at(-1);
  if (!isCollective || last === undefined) return groups;
  return [{ invoiceOn: last.invoiceOn, lines: groups.flatMap((group) => group.lines) }];
}
