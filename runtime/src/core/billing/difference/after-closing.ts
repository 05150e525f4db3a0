import { addDays, compareDates } from '../../civil-date.ts';
import { closingDayOf } from '../orders/closing-day-of.ts';
import type { DifferenceLine } from './difference-line.ts';

/** The last closing day (締め日) whose collective invoice is issued, and the day of the month that periods close on. */
export type ClosedPeriods = { until: string; closingDay: number };

/** The first closing day whose invoice is not issued yet. */
export const nextClosing = ({ until, closingDay }: ClosedPeriods): string =>
  closingDayOf(addDays(until, 1), closingDay);

/**
 * A line that is found only after the collective invoice of its period was issued (a record that came late, an order that
 * waited for its product) stands on that of the next closing day: a period has one invoice. Credits stay where they are,
 * since they wait for any next invoice by themselves.
 */
export const afterClosing = (line: DifferenceLine, closed: ClosedPeriods | undefined): DifferenceLine =>
  closed === undefined || line.amountMinor < 0n || compareDates(line.invoiceOn, closed.until) > 0
    ? line
    : { ...line, invoiceOn: nextClosing(closed) };
