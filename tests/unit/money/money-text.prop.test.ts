import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES } from '../../../runtime/src/core/money/currencies.ts';
import { formatMoney } from '../../../runtime/src/core/money/format-money.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import { parseMoneyText } from '../../../runtime/src/core/money/parse-money-text.ts';
import { currencyOf } from './currency-of.ts';

const amounts = fc.record({
  amountMinor: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
  code: fc.constantFrom(...CURRENCIES.map((entry) => entry.code)),
});

test('reading what was written gives the same amount in every currency', () => {
  fc.assert(
    fc.property(amounts, ({ amountMinor, code }) => {
      const amount = money(amountMinor, currencyOf(code));
      expect(parseMoneyText(moneyToText(amount), amount.currency)).toEqual({ ok: true, value: amount });
    }),
  );
});

test('the grouped form is the plain one with commas between threes', () => {
  fc.assert(
    fc.property(amounts, ({ amountMinor, code }) => {
      const amount = money(amountMinor, currencyOf(code));
      const grouped = formatMoney(amount, 'en');
      expect(grouped.replaceAll(',', '')).toBe(moneyToText(amount));
      expect(grouped).toMatch(/^-?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?$/);
    }),
  );
});
