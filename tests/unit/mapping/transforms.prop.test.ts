import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DateText, DecimalText } from '../../../runtime/src/core/invoice/document.ts';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { TRANSFORMS } from '../../../runtime/src/core/mapping/transforms/table.ts';
import { parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { parseMoneyText } from '../../../runtime/src/core/money/parse-money-text.ts';
import { applyTransform } from './apply-transform.ts';

const digits = (maxLength: number, minLength = 1) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((all) => all.join(''));
const grouped = (integer: string) => integer.replaceAll(/\B(?=([0-9]{3})+$)/g, ',');
const wide = (text: string) =>
  text.replaceAll(/[0-9.,-]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
/** What transforms that cannot do without arguments are given. */
const ARGS: Readonly<Record<string, JsonObject>> = {
  lookup: { table: { a: 'b' } },
  kana: { to: 'half' },
  replace: { find: 'a', with: 'bb' },
  prefix: { text: 'a' },
  suffix: { text: 'a' },
  padStart: { length: 5 },
  minorUnits: { currency: 'USD' },
  epoch: { unit: 's' },
  dateTime: { zone: 'America/New_York' },
  map: { transform: ['trim'] },
  filter: { where: { field: 'a', exists: true } },
  at: { index: -1 },
};
const json = fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));

describe('transforms', () => {
  test('no transform throws, whatever it gets', () => {
    const names = [...TRANSFORMS.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(json, fc.string()), (name, value) => {
        const applied = applyTransform(name, value, ARGS[name]);
        expect(applied.ok || !applied.reason.startsWith('arguments of')).toBe(true);
      }),
    );
  });

  test('decimal keeps every digit: grouping, full width and spelling change nothing', () => {
    fc.assert(
      fc.property(digits(18), fc.option(digits(10)), fc.boolean(), (integer, fraction, isNegative) => {
        const tail = fraction === null ? '' : `.${fraction}`;
        const sign = isNegative ? '-' : '';
        const plain = applyTransform('decimal', `${sign}${integer}${tail}`);
        expect(plain.ok && DecimalText.safeParse(plain.value).success).toBe(true);
        const back = plain.ok
          ? String(plain.value).replace('-', '').padStart(`${integer}${tail}`.length, '0')
          : '';
        expect(back).toBe(`${integer}${tail}`);
        expect(applyTransform('decimal', `${sign}${grouped(integer)}${tail}`)).toEqual(plain);
        expect(applyTransform('decimal', wide(`${sign}${integer}${tail}`))).toEqual(plain);
      }),
    );
  });

  test('decimal of its own answer is its answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,+-') }), (text) => {
        const once = applyTransform('decimal', text);
        if (once.ok) expect(applyTransform('decimal', once.value)).toEqual(once);
      }),
    );
  });

  test('a ratio is a hundredth of its percentage, digit for digit', () => {
    fc.assert(
      fc.property(digits(8), (fraction) => {
        const found = applyTransform('percent', `0.${fraction}`, { of: 'ratio' });
        const padded = fraction.padEnd(2, '0');
        const whole = padded.slice(0, 2).replace(/^0/, '');
        expect(found).toEqual({ ok: true, value: padded.length > 2 ? `${whole}.${padded.slice(2)}` : whole });
      }),
    );
  });

  test('an instant gives one same date from its ISO and its epoch spelling, in every zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Tokyo',
      'America/New_York',
      'Pacific/Kiritimati',
      'Europe/Berlin',
    );
    const instant = fc.date({
      min: new Date('1980-01-01'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        const fromIso = applyTransform('date', at.toISOString(), { zone: name });
        expect(fromIso.ok && DateText.safeParse(fromIso.value).success).toBe(true);
        expect(applyTransform('date', String(at.getTime()), { zone: name })).toEqual(fromIso);
      }),
    );
  });

  test('what split took apart, join puts together', () => {
    const part = fc.string({ minLength: 1, unit: fc.constantFrom(...'abc1-日') });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const text = parts.join(';');
        const taken = applyTransform('split', text);
        expect(taken).toEqual({ ok: true, value: parts });
        expect(applyTransform('join', parts, { separator: ';' })).toEqual({ ok: true, value: text });
      }),
    );
  });

  test('an amount reads the same with any mark of its currency, and its negative in every spelling', () => {
    fc.assert(
      fc.property(digits(12), digits(2, 2), (integer, cents) => {
        const figures = `${grouped(integer)}.${cents}`;
        const plain = applyTransform('money', figures, { currency: 'USD' });
        for (const text of [
          `$${figures}`,
          `US$ ${figures}`,
          `USD ${figures}`,
          `${figures} usd`,
          wide(figures),
        ])
          expect(applyTransform('money', text, { currency: 'USD' })).toEqual(plain);
        const negative = applyTransform('money', `-${figures}`, { currency: 'USD' });
        for (const text of [`($${figures})`, `-$${figures}`, `$-${figures}`, `${figures}-`, `△${figures}`])
          expect(applyTransform('money', text, { currency: 'USD' })).toEqual(negative);
      }),
    );
  });

  test('a number reads back from what Intl writes in its locale', () => {
    const locales = ['en', 'de', 'fr-FR', 'de-CH', 'sv', 'en-IN', 'ja', 'pt-BR', 'pl'];
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        (locale, units) => {
          const written = new Intl.NumberFormat(locale).format(units);
          expect(applyTransform('number', written, { locale })).toEqual({ ok: true, value: String(units) });
        },
      ),
    );
  });

  test('minor units and the amount that they make are the same money', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (units) => {
        const applied = applyTransform('minorUnits', String(units), { currency: 'USD' });
        const currency = parseCurrencyCode('USD');
        const read =
          currency.ok && applied.ok ? parseMoneyText(String(applied.value), currency.value) : applied;
        expect(read).toMatchObject({ ok: true, value: { amountMinor: units } });
      }),
    );
  });

  test('what the clocks of a zone show leads back to the instant, or to the earlier of two that look the same', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Tokyo',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
    );
    const atMs = fc.integer({ min: Date.parse('1980-01-01'), max: Date.parse('2037-01-01') });
    fc.assert(
      fc.property(atMs, zone, (random, timeZone) => {
        const instant = random - (random % 1000);
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        const applied = applyTransform('dateTime', shown.format(instant), { zone: timeZone, as: 'instant' });
        const found = applied.ok ? Date.parse(String(applied.value)) : Number.NaN;
        expect(shown.format(found)).toBe(shown.format(instant));
        expect(found).toBeLessThanOrEqual(instant);
      }),
    );
  });

  test('katakana comes back from half width, which is never widened by hand', () => {
    const letters = [...'アイウエオカキクケコガギグゲゴパピプペポヴァィゥェォッャュョーンヲ・「」。、'];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters, 'A', '1', ' ', '漢') }), (text) => {
        const half = applyTransform('kana', text, { to: 'half' });
        expect(half.ok && /[ァ-ヴ]/.test(String(half.value))).toBe(false);
        expect(applyTransform('kana', half.ok ? half.value : null, { to: 'full' })).toEqual({
          ok: true,
          value: text,
        });
      }),
    );
  });

  test('a list is transformed as its elements are one by one, and filters part it in two', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ t: fc.constantFrom('a', 'b', '') })), (list) => {
        const kept = applyTransform('filter', list, { where: { field: 't', exists: true } });
        const dropped = applyTransform('filter', list, { where: { field: 't', exists: false } });
        expect(kept.ok && dropped.ok && [kept.value, dropped.value].flat().length).toBe(list.length);
        const texts = list.map(({ t }) => `${t} `);
        const mapped = applyTransform('map', texts, { transform: ['trim'] });
        expect(mapped).toEqual({ ok: true, value: list.map(({ t }) => t) });
      }),
    );
  });
});
