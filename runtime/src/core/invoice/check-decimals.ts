import { currencyDigits, parseCurrencyCode } from '../money/currency.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import type { Finding } from '../validation/finding.ts';
import type { InvoiceDocument } from './document.ts';
import { type DocumentDecimal, listDecimals } from './list-decimals.ts';

/**
 * Decimals that cannot be calculated with, and amounts with more decimals than their currency has (BR-DEC-09 to
 * 28; JPY has none). In an unknown currency only the first are found.
 */
export function checkDecimals(document: InvoiceDocument): Finding[] {
  const currency = parseCurrencyCode(document.currency);
  const digits = currency.ok ? currencyDigits(currency.value) : undefined;
  return listDecimals(document).flatMap((decimal) => {
    const parsed = parseDecimal(decimal.text);
    if (!parsed.ok) return unreadable(decimal, parsed.reason);
    const decimals = decimal.text.split('.')[1]?.length ?? 0;
    if (!decimal.isAmount || digits === undefined || decimals <= digits) return [];
    return tooManyDecimals(decimal, document.currency, digits);
  });
}

function unreadable({ pointer, text }: DocumentDecimal, reason: string): Finding {
  return {
    code: 'amount.unreadable',
    pointer,
    level: 'error',
    text: {
      en: `"${text.slice(0, 40)}" ${reason}.`,
      ja: `「${text.slice(0, 40)}」は計算できる10進数ではありません。`,
    },
  };
}

function tooManyDecimals({ pointer, text }: DocumentDecimal, currency: string, digits: number): Finding {
  return {
    code: 'amount.too_many_decimals',
    pointer,
    level: 'error',
    text: {
      en: `${text} has more than the ${digits} decimals of ${currency}.`,
      ja: `${text}の小数桁数が${currency}の${digits}桁を超えています。`,
    },
  };
}
