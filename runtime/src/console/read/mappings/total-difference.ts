import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import { subtractMoney } from '../../../core/money/subtract-money.ts';

/** What a total became more, in major units with a minus where it became less; `0` where one of them is no amount. */
export function totalDifference(before: string, after: string, currency: string): string {
  const code = parseCurrencyCode(currency);
  if (!code.ok) return '0';
  const [old, next] = [parseMoneyText(before, code.value), parseMoneyText(after, code.value)];
  return old.ok && next.ok ? moneyToText(subtractMoney(next.value, old.value)) : '0';
}
