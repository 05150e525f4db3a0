import { addMoney } from '../../../runtime/src/core/money/add-money.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { currencyOf } from './currency-of.ts';

const usd = money(100n, currencyOf('USD'));

// @ts-expect-error an amount as text is parsed first
addMoney(usd, '1.00');
// @ts-expect-error a number is no amount: money is never a float
money(1, currencyOf('USD'));
// @ts-expect-error text is no currency until it was looked up
money(1n, 'USD');
// @ts-expect-error an amount does not change
usd.amountMinor = 2n;
