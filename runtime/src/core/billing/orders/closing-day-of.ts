import { addMonths, compareDates, withDay } from '../../civil-date.ts';

/**
 * The closing day (締め日) of the period that a day is in: the day itself when it is one, else the next; day 29 to 31 is
 * the last day of a shorter month. The collective invoice bears this day, not the one after: terms count from the month of
 * the closing (月末締め翌月末払い is the end of the next month), see
 * https://www.yayoi-kk.co.jp/seikyusho/oyakudachi/seikyusho-shimebi.
 */
export function closingDayOf(day: string, closingDay: number): string {
  const ofMonth = withDay(day, closingDay);
  if (compareDates(day, ofMonth) <= 0) return ofMonth;
  return withDay(addMonths(withDay(day, 1), 1), closingDay);
}
