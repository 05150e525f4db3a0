import { expect, test } from 'vitest';
import { csvRow } from '../../../runtime/src/core/csv/csv-row.ts';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.ts';

/** Cells of one row of RFC 4180. */
const cellsOf = (row: string): string[] =>
  [...row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );

test('every hostile text is one cell that no spreadsheet runs', () => {
  const texts = [
    ...Object.values(HOSTILE_TEXTS),
    '-1+1',
    '+1',
    '\t=1',
    '\r=1',
    '\n=1',
    '＋1',
    '－1',
    '＠SUM(1)',
  ];
  for (const text of texts) {
    const cells = cellsOf(csvRow([text, 'next']));
    expect([text, cells.length, cells.at(-1)]).toEqual([text, 2, 'next']);
    expect([text, cells[0]?.replace(/^'/, '')]).toEqual([text, text.replace(/^'/, '')]);
    expect(cells[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  }
});
