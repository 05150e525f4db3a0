import { AppError } from '../../core/app-error.ts';
import { isCivilDate } from '../../core/civil-date.ts';
import { parseDecimal } from '../../core/money/parse-decimal.ts';
import type { FetchedRates } from '../../flow/ports.ts';

/** The whole file is some 30 lines of this shape, so that no XML reader is needed for it. */
const DAY = /<Cube\s+time=['"]([0-9-]+)['"]\s*>/g;
const RATE = /<Cube\s+currency=['"]([A-Z]{3})['"]\s+rate=['"]([0-9.]+)['"]\s*\/>/g;
/** Any element of a rate, whether or not it reads: what is read must be all of them. */
const ELEMENT = /<Cube\s+currency=/g;

/**
 * Reads the daily reference rates of the European Central Bank: units of each currency for one euro, with the day that
 * they are for. Throws `target.garbage` for anything else, and then takes nothing of it.
 */
export function parseEcbRates(xml: string): FetchedRates {
  const [day, ...others] = [...xml.matchAll(DAY)].map(([, text = '']) => text);
  const rates = [...xml.matchAll(RATE)].map(([, quote = '', rate = '']) => ({ quote, rate }));
  const elements = [...xml.matchAll(ELEMENT)].length;
  const isWhole = rates.length > 0 && rates.length === elements && others.length === 0;
  const isReadable = rates.every(({ rate }) => {
    const parsed = parseDecimal(rate);
    return parsed.ok && parsed.value.gt(0);
  });
  const isOnce = new Set(rates.map(({ quote }) => quote)).size === rates.length;
  if (day === undefined || !isCivilDate(day) || !isWhole || !isReadable || !isOnce) {
    throw new AppError('target.garbage', {
      detail: 'The reference rates of the European Central Bank cannot be read.',
    });
  }
  return { base: 'EUR', date: day, rates };
}
