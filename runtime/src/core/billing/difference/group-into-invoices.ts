import { compareDates } from '../../civil-date.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { ProjectDocument } from '../charge.ts';
import type { DifferenceLine } from './difference-line.ts';
import { drawCredit } from './draw-credit.ts';
import { sumMinor } from './sum-minor.ts';

/** Lines that go on one invoice, with their sum, zero or more, in minor units. */
export type InvoiceGroup<Line extends DifferenceLine = DifferenceLine> = {
  invoiceOn: string;
  /** What it is by its lines; plain where they are of no project. */
  type: 'invoice' | ProjectDocument;
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

type DueGroup<Line extends DifferenceLine> = Pick<InvoiceGroup<Line>, 'invoiceOn' | 'lines'>;

/**
 * Puts lines on invoices, one for each day on which something is due; a deposit is an invoice of its own (UNTDID 1001 386). Lines of a day that come to less than zero are no
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
    invoices.push({
      invoiceOn: due.invoiceOn,
      type: typeOfLines(due.lines),
      lines: invoiceLines,
      netMinor: sumMinor(invoiceLines),
    });
    waiting = drawn.left;
  }
  return { invoices, carried: waiting, carriedCreditMinor: -sumMinor(waiting) };
}

const isDeposit = ({ document, amountMinor }: DifferenceLine): boolean =>
  document === 'deposit' && amountMinor > 0n;

/** What an invoice of lines that fall due together is. */
export function typeOfLines(lines: readonly DifferenceLine[]): InvoiceGroup['type'] {
  if (lines.some(isDeposit)) return 'deposit';
  return lines.some(({ document }) => document === 'final') ? 'final' : 'invoice';
}

function dueGroups<Line extends DifferenceLine>(
  lines: readonly Line[],
  isCollective: boolean,
): DueGroup<Line>[] {
  const deposits = groupByDay(lines.filter(isDeposit));
  const groups = groupByDay(lines.filter((line) => !isDeposit(line)));
  const last = groups.at(-1);
  const rest =
    !isCollective || last === undefined
      ? groups
      : [{ invoiceOn: last.invoiceOn, lines: groups.flatMap((group) => group.lines) }];
  return [...deposits, ...rest].sort((one, other) => compareDates(one.invoiceOn, other.invoiceOn));
}

const groupByDay = <Line extends DifferenceLine>(lines: readonly Line[]): DueGroup<Line>[] =>
  [...Map.groupBy(lines, ({ invoiceOn }) => invoiceOn)]
    .map(([invoiceOn, dayLines]) => ({ invoiceOn, lines: dayLines }))
    .sort((one, other) => compareDates(one.invoiceOn, other.invoiceOn));
