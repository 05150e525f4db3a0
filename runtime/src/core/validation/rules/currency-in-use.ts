import { compareDates } from '../../civil-date.ts';
import { currencyEntry, parseCurrencyCode } from '../../money/currency.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** The currency is legal tender on the date of supply; a withdrawn one is odd, not impossible. */
export const currencyInUse: ValidationRule = ({ currency, supplyDate }) => {
  const code = parseCurrencyCode(currency);
  if (!code.ok) return [];
  const { from, to } = currencyEntry(code.value);
  const isTooEarly = from !== undefined && compareDates(supplyDate, from) < 0;
  const isTooLate = to !== undefined && compareDates(supplyDate, to) > 0;
  if (!isTooEarly && !isTooLate) return [];
  return [
    {
      code: 'currency.not_in_use',
      pointer: '/currency',
      level: 'warning',
      text: {
        en: `${currency} is not in use on ${supplyDate}.`,
        ja: `${currency}は${supplyDate}時点で使用されている通貨ではありません。`,
      },
    },
  ];
};
