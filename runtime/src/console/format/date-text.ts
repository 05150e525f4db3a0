import type { Locale } from '../../core/invoice/document.ts';

const FORMATS: Record<Locale, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }),
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }),
};

/** A calendar date `YYYY-MM-DD` for people: `24 Dec 2026`, `2026年12月24日`. */
export const dateText = (date: string, locale: Locale): string =>
  FORMATS[locale].format(new Date(`${date}T00:00:00Z`));
