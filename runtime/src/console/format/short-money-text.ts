import type { Locale } from '../../core/invoice/document.ts';

const TAGS: Record<Locale, string> = { en: 'en-US', ja: 'ja-JP' };

/** An amount in a few letters, for pictures: `$2.4K`, `¥36万`. The exact one stands beside it in words. */
export const shortMoneyText = (amount: string, currency: string, locale: Locale): string =>
  new Intl.NumberFormat(TAGS[locale], {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    useGrouping: true,
  })
    .format(Number(amount))
    // The wide sign would stand apart from every other amount of the page.
    .replace('￥', '¥');

/** A month in a few letters: `Nov`, `11月`. The day is any of it. */
export const shortMonthText = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(TAGS[locale], { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
