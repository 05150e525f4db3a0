import fc from 'fast-check';
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
    expect([text, cells[0]?.replaceAll("'", '')]).toEqual([text, text.replaceAll("'", '')]);
    expect(cells[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  }
});

/** Cells as a spreadsheet reads them that parts by `;` and by tabs: there our quotes are letters within a cell. */
const cellsElsewhere = (row: string): string[] =>
  row.split(/[;\t\r\n]/).map((cell) => cell.replace(/^[\s"]+/, ''));

test('no cell is a formula where another separator is usual, nor is a text without one changed', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(';', '\t', '\n', '\r', '"', ' ', '=', '+', '-', '@', '＝', "'", 'a'),
  });
  fc.assert(
    fc.property(nasty, (text) => {
      const row = csvRow(['first', text]);
      expect(cellsElsewhere(row).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      expect(cellsOf(row)[1]?.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
    }),
    { numRuns: 2000 },
  );
  for (const text of ['a;b', 'a - b; c', 'one\ntwo', '{"a":-1,"b":"=c"}'])
    expect(cellsOf(csvRow(['first', text]))[1]).toBe(text);
});
