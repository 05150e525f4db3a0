import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { TRANSFORMS } from '../../../runtime/src/core/mapping/transforms/table.ts';
import { applyTransform } from './apply-transform.ts';

type Example = [name: string, value: JsonValue, expected: JsonValue, args?: JsonObject];
type Refused = [name: string, value: JsonValue, reason: string, args?: JsonObject];

const GIVEN: Example[] = [
  ['trim', '  a b ', 'a b'],
  ['trim', 42, '42'],
  ['upper', 'po-1ß', 'PO-1SS'],
  ['lower', 'NET:30', 'net:30'],
  ['nfkc', 'Ｔ１２ｱﾊﾞ', 'T12アバ'],
  ['decimal', '1,234.50', '1234.50'],
  ['decimal', '12000', '12000'],
  ['decimal', ' ＋１２，０００ ', '12000'],
  ['decimal', '007.10', '7.10'],
  ['decimal', '.5', '0.5'],
  ['decimal', '-0.00', '0.00'],
  ['decimal', '-1,000', '-1000'],
  ['decimal', '1.234,5', '1234.5', { separator: ',' }],
  ['decimal', 12.5, '12.5'],
  ['decimal', 0.1, '0.1'],
  ['percent', '10 %', '10'],
  ['percent', '１２．５％', '12.5'],
  ['percent', '0.125', '12.5', { of: 'ratio' }],
  ['percent', '1', '100', { of: 'ratio' }],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-10-29T22:15:00Z', '2026-10-29'],
  ['date', '2026-10-29T22:15:00Z', '2026-10-30', { zone: 'Asia/Tokyo' }],
  ['date', '2026-03-01T00:30:00+09:00', '2026-02-28', { zone: 'UTC' }],
  ['date', '1798761600000', '2027-01-01'],
  ['date', 1798761600000, '2026-12-31', { zone: 'America/New_York' }],
  ['instant', '2026-10-29T22:15:00.000Z', '2026-10-29T22:15:00.000Z'],
  ['instant', '2026-03-01T00:30:00+09:00', '2026-02-28T15:30:00.000Z'],
  ['instant', '1798761600000', '2027-01-01T00:00:00.000Z'],
  ['country', 'jp', 'JP'],
  ['country', 'United  States'.replace('  ', ' '), 'US'],
  ['country', '日本', 'JP'],
  ['currency', ' usd ', 'USD'],
  ['lookup', 'AUTHORISED', 'settled', { table: { AUTHORISED: 'settled' } }],
  ['lookup', true, 'yes', { table: { true: 'yes' } }],
  ['lookup', 'x', 'other', { table: { a: 'b' }, fallback: 'other' }],
  ['lookup', 'closedwon', true, { table: { closedwon: true }, fallback: false }],
  ['locale', 'ja-JP', 'ja'],
  ['locale', 'EN_us', 'en'],
  ['locale', 'de', 'en', { fallback: 'en' }],
  ['join', ['Dana', ' ', 'Whitfield'], 'Dana Whitfield'],
  ['join', ['a', 'b'], 'a/b', { separator: '/' }],
  ['split', 'a; b;;c ', ['a', 'b', 'c']],
  ['split', 'a b', ['a', 'b'], { separator: ' ' }],
  ['email', ' Ap.Team@Northwind.EXAMPLE ', 'Ap.Team@northwind.example'],
  ['registrationNumber', 'Ｔ４０１１００１０９８９９３', 'T4011001098993'],
  ['registrationNumber', 't4-0110-0109-8993', 'T4011001098993'],
];

const REFUSED: Refused[] = [
  ['trim', ['a'], 'is a list or an object, not text'],
  ['decimal', '1e3', 'is no decimal number'],
  ['decimal', '12,34', 'is no decimal number'],
  ['decimal', '1,2345', 'is no decimal number'],
  ['decimal', '$5', 'is no decimal number'],
  ['decimal', '5.', 'is no decimal number'],
  ['decimal', '.', 'is no decimal number'],
  ['decimal', '', 'is no decimal number'],
  ['decimal', true, 'is no decimal number'],
  ['decimal', '1234567890123456789', 'has more than 18 digits'],
  ['decimal', '0.12345678901', 'has more than 10 decimals'],
  ['decimal', 1e21, 'is a binary number that is not exact; send it as text'],
  ['decimal', 0.1 + 0.2, 'is a binary number that is not exact; send it as text'],
  ['percent', '100.01', 'is not from 0 to 100 percent'],
  ['percent', '-5', 'is not from 0 to 100 percent'],
  ['percent', '10', 'is not from 0 to 100 percent', { of: 'ratio' }],
  ['date', '2026-02-30', 'is no date, ISO instant with offset, or epoch milliseconds'],
  ['date', '2026-02-30T10:00:00Z', 'is no date, ISO instant with offset, or epoch milliseconds'],
  ['date', '2026-10-29T22:15:00', 'is no date, ISO instant with offset, or epoch milliseconds'],
  ['date', '20261124', 'is no date, ISO instant with offset, or epoch milliseconds'],
  ['instant', '2026-11-20', 'is no ISO instant with offset, or epoch milliseconds'],
  ['instant', '2026-02-30T10:00:00Z', 'is no ISO instant with offset, or epoch milliseconds'],
  ['date', '11/24/2026', 'is no date, ISO instant with offset, or epoch milliseconds'],
  ['country', 'Atlantis', 'is no country that we know; use its ISO 3166 code'],
  ['country', 'ZZ', 'is no country that we know; use its ISO 3166 code'],
  ['currency', '¥', 'is no ISO 4217 currency code'],
  ['lookup', 'toString', '"toString" is not in the table', { table: { a: 'b' } }],
  ['locale', 'de', 'is no language that documents can be issued in'],
  ['join', 'a', 'is not a list'],
  ['email', 'not an address', 'is no mail address'],
  ['registrationNumber', 'T123', 'is not T and 13 digits'],
];

const BAD_ARGUMENTS: [name: string, args: JsonObject][] = [
  ['trim', { extra: 1 }],
  ['decimal', { separator: ';' }],
  ['date', { zone: 'Mars/Olympus' }],
  ['lookup', {}],
  ['lookup', { table: { a: { b: 'c' } } }],
  ['split', { separator: '' }],
];

describe('transforms', () => {
  test.each(GIVEN)('%s of %j gives %j', (name, value, expected, args) => {
    expect(applyTransform(name, value, args)).toEqual({ ok: true, value: expected });
  });

  test.each(REFUSED)('%s refuses %j: %s', (name, value, reason, args) => {
    expect(applyTransform(name, value, args)).toEqual({ ok: false, reason });
  });

  test.each(BAD_ARGUMENTS)('%s with arguments %j is refused before any record is seen', (name, args) => {
    expect(applyTransform(name, 'x', args)).toMatchObject({
      ok: false,
      reason: expect.stringContaining(`arguments of ${name}`),
    });
  });

  test('every transform has an example above', () => {
    expect(new Set(GIVEN.map(([name]) => name))).toEqual(new Set(TRANSFORMS.keys()));
  });
});
