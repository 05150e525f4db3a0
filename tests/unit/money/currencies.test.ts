import { expect, test } from 'vitest';
import { CURRENCIES } from '../../../runtime/src/core/money/currencies.ts';
import { ISO_4217_LIST_ONE } from './iso-4217-list-one.ts';

const codesWith = (digits: number) =>
  CURRENCIES.filter((entry) => entry.digits === digits).map((entry) => entry.code);

test('the currencies without decimals are those of ISO 4217', () => {
  const expected = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
  expect(codesWith(0)).toEqual(expected.split(' '));
});

test('the currencies with three and with four decimals are those of ISO 4217', () => {
  expect(codesWith(3)).toEqual(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
  expect(codesWith(4)).toEqual(['CLF', 'UYW']);
});

test('all other currencies have two decimals, also where custom drops them', () => {
  expect(new Set(CURRENCIES.map((entry) => entry.digits))).toEqual(new Set([0, 2, 3, 4]));
  expect(codesWith(2)).toEqual(expect.arrayContaining(['USD', 'EUR', 'HUF', 'IDR', 'COP', 'TWD']));
});

test('the table is sorted by code and holds each code once', () => {
  const codes = CURRENCIES.map((entry) => entry.code);
  expect(codes).toEqual([...new Set(codes)].toSorted());
});

test('every currency that the platform knows and that is in use is in the table', () => {
  const codes = new Set(CURRENCIES.map((entry) => entry.code));
  const missing = Intl.supportedValuesOf('currency').filter((code) => !codes.has(code));
  // Withdrawn before 2025 (CUC, SLL, ZWL), or without a minor unit (XDR, XSU).
  const known = ['CUC', 'SLL', 'XDR', 'XSU', 'ZWL'];
  expect(missing.filter((code) => !known.includes(code))).toEqual([]);
});

test.each(['0', '2', '3', '4'] as const)(
  'every code of list one with %s decimals has as many in the table',
  (digits) => {
    const ours = new Map(CURRENCIES.map((entry) => [entry.code, entry.digits]));
    // Withdrawn since that list.
    const gone = ['CUC'];
    const expected = ISO_4217_LIST_ONE[digits].filter((code) => !gone.includes(code));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.map((code) => [code, ours.get(code)])).toEqual(
      expected.map((code) => [code, Number(digits)]),
    );
  },
);

test('beside list one the table holds only what was withdrawn before it or came after it', () => {
  const listed = new Set(Object.values(ISO_4217_LIST_ONE).flat());
  expect(CURRENCIES.map((entry) => entry.code).filter((code) => !listed.has(code))).toEqual(['HRK', 'XCG']);
  expect(CURRENCIES.filter((entry) => ISO_4217_LIST_ONE.none.includes(entry.code))).toEqual([]);
});
