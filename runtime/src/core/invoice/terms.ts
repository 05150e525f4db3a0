import { assertNever } from '../assert.ts';
import { addDays, addMonths, compareDates, daysBetween, withDay } from '../civil-date.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Locale } from './document.ts';

/**
 * When an invoice is due. `net`: days after the issue date. `end_of_month`: closed at the end of the month of
 * issue, paid on a day of a later month (月末締め翌月末払い); day 31 is the last day of any month.
 */
export type Terms =
  | { kind: 'net'; days: number }
  | { kind: 'end_of_month'; monthsAfter: number; day: number };

const NET_DAYS_MAX = 365;
const MONTHS_AFTER_MAX = 12;

/** Reads a terms code: `net:30`, or `eom+1:day31`. Refuses what could fall before the issue date. */
export function parseTerms(code: string): Result<Terms> {
  const days = /^net:(0|[1-9][0-9]{0,2})$/.exec(code)?.[1];
  if (days !== undefined) {
    if (Number(days) > NET_DAYS_MAX) return fail(`is more than ${NET_DAYS_MAX} days`);
    return ok({ kind: 'net', days: Number(days) });
  }
  const [, months, day] = (/^eom\+([0-9]|1[0-9]):day([1-9]|[12][0-9]|3[01])$/.exec(code) ?? []).map(Number);
  if (months === undefined || day === undefined)
    return fail('is neither net:<days> nor eom+<months>:day<day>');
  if (months > MONTHS_AFTER_MAX) return fail(`is more than ${MONTHS_AFTER_MAX} months`);
  if (months === 0 && day < 31) return fail('could fall before the issue date: eom+0 goes with day31');
  return ok({ kind: 'end_of_month', monthsAfter: months, day });
}

/**
 * The due date of an invoice issued on a date; all are `YYYY-MM-DD`. The terms of an invoice of a closing day (締め日) count
 * from that day, however late it is issued; it is never due before its issue.
 */
export function dueDate(terms: Terms, issueDate: string, closingDate?: string): string {
  const due = countFrom(terms, closingDate ?? issueDate);
  return compareDates(due, issueDate) < 0 ? issueDate : due;
}

function countFrom(terms: Terms, day: string): string {
  switch (terms.kind) {
    case 'net':
      return addDays(day, terms.days);
    case 'end_of_month':
      return withDay(addMonths(day, terms.monthsAfter), terms.day);
    default:
      return assertNever(terms);
  }
}

/**
 * The most days that terms can leave between the issue and the due date: an invoice issued on the first day of a month,
 * in the year that makes most of February.
 */
export function mostDays(terms: Terms): number {
  if (terms.kind === 'net') return terms.days;
  const months = Array.from({ length: 12 }, (_none, at) => `2024-${String(at + 1).padStart(2, '0')}-01`);
  return Math.max(...months.map((issued) => daysBetween(issued, dueDate(terms, issued))));
}

/** The terms as printed on the document (BT-20), with the closing day (締め日) where they count from one. */
export function termsText(terms: Terms, locale: Locale, closingDate?: string): string {
  if (locale === 'ja') {
    const text = textInJapanese(terms, closingDate === undefined ? '請求書発行日' : '締め日');
    return closingDate === undefined ? text : `${text}（締め日 ${closingDate}）`;
  }
  const text = textInEnglish(terms, closingDate === undefined ? 'invoice' : 'closing');
  return closingDate === undefined ? text : `${text}, closed on ${closingDate}`;
}

function textInEnglish(terms: Terms, start: string): string {
  if (terms.kind === 'net') return netInEnglish(terms.days);
  const day = terms.day === 31 ? 'the last day' : `day ${terms.day}`;
  if (terms.monthsAfter === 0) return `Due on the last day of the month of ${start}`;
  if (terms.monthsAfter === 1) return `Due on ${day} of the month after the month of ${start}`;
  return `Due on ${day} of the month ${terms.monthsAfter} months after the month of ${start}`;
}

function netInEnglish(days: number): string {
  if (days === 0) return 'Due on receipt';
  return days === 1 ? 'Net 1 day' : `Net ${days} days`;
}

const MONTHS_IN_JAPANESE = ['当月', '翌月', '翌々月'];

function textInJapanese(terms: Terms, start: string): string {
  if (terms.kind === 'net') return terms.days === 0 ? `${start}払い` : `${start}から${terms.days}日以内`;
  const month = MONTHS_IN_JAPANESE[terms.monthsAfter] ?? `${terms.monthsAfter}か月後の`;
  return `月末締め${month}${terms.day === 31 ? '末' : `${terms.day}日`}払い`;
}
