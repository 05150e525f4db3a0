import type { Locale } from '../../../core/invoice/document.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of an ISO instant, in the instant's own zone: `Nov 24`, `11/24`. Empty for anything else. */
export function cardDate(at: string, locale: Locale): string {
  const [, month = '', day = ''] = /^\d{4}-(\d{2})-(\d{2})/.exec(at) ?? [];
  const monthName = MONTHS[Number.parseInt(month, 10) - 1];
  if (monthName === undefined) return '';
  const dayNumber = Number.parseInt(day, 10);
  return locale === 'ja' ? `${Number.parseInt(month, 10)}/${dayNumber}` : `${monthName} ${dayNumber}`;
}
