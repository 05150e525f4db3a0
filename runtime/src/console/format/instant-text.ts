import type { Locale } from '../../core/invoice/document.ts';

const TAGS: Record<Locale, string> = { en: 'en-GB', ja: 'ja-JP' };

/** An instant in an IANA zone for people, to the minute: `24 Nov 2026, 12:03`. The zone is named beside it. */
export function instantText(instant: Date, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    timeZone,
    year: 'numeric',
    month: locale === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
}
