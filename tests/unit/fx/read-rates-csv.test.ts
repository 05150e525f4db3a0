import { expect, test } from 'vitest';
import { readRatesCsv } from '../../../runtime/src/core/fx/read-rates-csv.ts';

test('rows are read with or without a header, by comma, semicolon or tab, and with the usual source where they name none', () => {
  const text =
    '\uFEFFdate,base,quote,rate,source\r\n2026-11-27,USD,JPY,156.23,"Bank, TTM"\n\n2026-11-26;EUR;JPY;181.5\n';
  expect(readRatesCsv(text, 'Mine')).toEqual([
    { date: '2026-11-27', base: 'USD', quote: 'JPY', rate: '156.23', source: 'Bank, TTM' },
    { date: '2026-11-26', base: 'EUR', quote: 'JPY', rate: '181.5', source: 'Mine' },
  ]);
  expect(readRatesCsv('2026-11-27\tUSD\tJPY\t156', 'Mine')).toHaveLength(1);
});

test('a row that lacks something is kept as it is, for the schema to refuse', () => {
  expect(readRatesCsv('2026-11-27,USD', '')).toEqual([
    { date: '2026-11-27', base: 'USD', quote: '', rate: '', source: '' },
  ]);
});
