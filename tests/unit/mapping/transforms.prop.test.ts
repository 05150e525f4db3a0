import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DateText, DecimalText } from '../../../runtime/src/core/invoice/document.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { TRANSFORMS } from '../../../runtime/src/core/mapping/transforms/table.ts';
import { applyTransform } from './apply-transform.ts';

const digits = (maxLength: number, minLength = 1) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((all) => all.join(''));
const grouped = (integer: string) => integer.replaceAll(/\B(?=([0-9]{3})+$)/g, ',');
const wide = (text: string) =>
  text.replaceAll(/[0-9.,-]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
const json = fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));

describe('transforms', () => {
  test('no transform throws, whatever it gets', () => {
    const names = [...TRANSFORMS.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(json, fc.string()), (name, value) => {
        const args = name === 'lookup' ? { table: { a: 'b' } } : {};
        expect(typeof applyTransform(name, value, args).ok).toBe('boolean');
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
});
