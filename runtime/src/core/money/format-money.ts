import type { Locale } from '../invoice/document.ts';
import type { Money } from './money.ts';
import { moneyToText } from './money-to-text.ts';

/** Marks of both languages are the same in CLDR; the table is where a third one differs. */
const MARKS: Record<Locale, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  ja: { group: ',', decimal: '.' },
};

/** An amount for people, grouped by thousands, without a symbol: `17,900.00`, `-17,900`. */
export function formatMoney(amount: Money, locale: Locale): string {
  const { group, decimal } = MARKS[locale];
  const [integer = '', fraction] = moneyToText(amount).split('.');
  const grouped = integer.replaceAll(/\B(?=(?:[0-9]{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}
