import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseRate, type RateQuote } from '../../../runtime/src/core/fx/choose-rate.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';

const quote = (
  base: string,
  to: string,
  onDate: string,
  rate: string,
  over: Partial<RateQuote> = {},
): RateQuote => ({
  base,
  quote: to,
  onDate,
  rate: decimalOf(rate),
  source: 'ECB',
  isEntered: false,
  ...over,
});

const ask = (quotes: readonly RateQuote[], over: object = {}) => {
  const question = { from: 'USD', to: 'JPY', on: '2026-11-27', ageDaysMax: 7, ...over };
  const chosen = chooseRate(quotes, question);
  return chosen === null ? null : `${decimalToText(chosen.rate)} ${chosen.source} ${chosen.date}`;
};

describe('the rate of an invoice', () => {
  test('is the latest one on or before its day', () => {
    const quotes = [
      quote('USD', 'JPY', '2026-11-28', '157'),
      quote('USD', 'JPY', '2026-11-26', '156.25'),
      quote('USD', 'JPY', '2026-11-25', '155'),
    ];
    expect(ask(quotes)).toBe('156.25 ECB 2026-11-26');
  });

  test.each([
    ['2026-11-20', '150 ECB 2026-11-20'],
    ['2026-11-19', null],
  ])('of %s is %s where seven days are allowed', (day, expected) => {
    expect(ask([quote('USD', 'JPY', day, '150')])).toBe(expected);
  });

  test('of the day itself alone is wanted where no day is allowed', () => {
    const quotes = [quote('USD', 'JPY', '2026-11-26', '150')];
    expect(ask(quotes, { ageDaysMax: 0 })).toBeNull();
    expect(ask(quotes, { ageDaysMax: 0, on: '2026-11-26' })).toBe('150 ECB 2026-11-26');
  });

  test('is the inverse where only that is quoted, with ten decimals', () => {
    expect(ask([quote('JPY', 'USD', '2026-11-27', '0.0064')])).toBe('156.25 ECB (1 / rate) 2026-11-27');
    expect(ask([quote('JPY', 'USD', '2026-11-27', '0.003')])).toBe(
      '333.3333333333 ECB (1 / rate) 2026-11-27',
    );
  });

  test('is crossed over the third currency of one source and day, exactly and rounded once', () => {
    const cross = [quote('EUR', 'USD', '2026-11-27', '1.1435'), quote('EUR', 'JPY', '2026-11-27', '185.72')];
    // 185.72 / 1.1435 = 162.41364232619...
    expect(ask(cross)).toBe('162.4136423262 ECB (EUR) 2026-11-27');
    expect(ask(cross, { from: 'JPY', to: 'USD' })).toBe('0.0061571182 ECB (EUR) 2026-11-27');
  });

  test('is not crossed from two days, two sources, or half of it', () => {
    const dollar = quote('EUR', 'USD', '2026-11-27', '1.1435');
    expect(ask([dollar, quote('EUR', 'JPY', '2026-11-26', '185.72')])).toBeNull();
    expect(ask([dollar, quote('EUR', 'JPY', '2026-11-27', '185.72', { source: 'Bank' })])).toBeNull();
    expect(ask([dollar])).toBeNull();
  });

  test('that somebody entered goes before one that was fetched for the day, and a later day before both', () => {
    const entered = quote('USD', 'JPY', '2026-11-26', '151', { source: 'Bank', isEntered: true });
    const fetched = quote('USD', 'JPY', '2026-11-26', '150');
    expect(ask([fetched, entered])).toBe('151 Bank 2026-11-26');
    expect(ask([fetched, entered, quote('USD', 'JPY', '2026-11-27', '152')])).toBe('152 ECB 2026-11-27');
  });

  test('that comes to nothing at ten decimals is none', () => {
    expect(ask([quote('JPY', 'USD', '2026-11-27', '999999999999')])).toBeNull();
  });
});

const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`);
const anyQuote = fc
  .record({
    pair: fc.constantFrom('USD/JPY', 'JPY/USD', 'EUR/USD', 'EUR/JPY'),
    onDate: day,
    cents: fc.integer({ min: 1, max: 100_000 }),
    isEntered: fc.boolean(),
  })
  .map(({ pair, onDate, cents, isEntered }) => {
    const [base = '', to = ''] = pair.split('/');
    return quote(base, to, onDate, String(cents), { isEntered, source: isEntered ? 'Bank' : 'ECB' });
  });

test('a rate is never of a later day nor older than allowed, and the order of what is known says nothing', () => {
  fc.assert(
    fc.property(fc.array(anyQuote, { maxLength: 20 }), day, fc.nat({ max: 30 }), (quotes, on, ageDaysMax) => {
      const question = { from: 'USD', to: 'JPY', on, ageDaysMax };
      const chosen = chooseRate(quotes, question);
      if (chosen === null) return;
      expect(chosen.date <= on).toBe(true);
      const age = (Date.parse(on) - Date.parse(chosen.date)) / 86_400_000;
      expect(age).toBeLessThanOrEqual(ageDaysMax);
      expect(chosen.rate.gt(0)).toBe(true);
      // One of a pair and day counts once, so that no two of them tie.
      const once = [...new Map(quotes.map((each) => [keyOf(each), each])).values()];
      expect(chooseRate(once.toReversed(), question)).toEqual(chooseRate(once, question));
    }),
  );
});

const keyOf = ({ base, quote: to, onDate, isEntered }: RateQuote) => `${base}${to}${onDate}${isEntered}`;
