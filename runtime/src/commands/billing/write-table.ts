/** The cells of a line of a table, one for each column. */
export type Row = readonly string[];

/** A table with its columns as wide as their widest cell, two blanks between them; some are set to the right. */
export function writeTable(rows: readonly Row[], rightColumns: ReadonlySet<number>): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      // What stands by itself in its row may run on beneath the other columns.
      if (isAlone(row)) return;
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) => `${writeRow(row, widths, rightColumns)}\n`).join('');
}

function writeRow(row: Row, widths: readonly number[], rightColumns: ReadonlySet<number>): string {
  const cells = row.map((cell, column) => {
    const blanks = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
    return rightColumns.has(column) ? `${blanks}${cell}` : `${cell}${blanks}`;
  });
  return cells.join('  ').trimEnd();
}

const isAlone = (row: Row): boolean => row.filter((cell) => cell !== '').length === 1;

/** Characters that a terminal sets two columns wide (Unicode TR 11, W and F, as far as invoices have them). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

const widthOf = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);
