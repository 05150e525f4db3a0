/** What a spreadsheet takes for a formula at the beginning of a cell, in Japan in full width too (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/**
 * Where a cell begins for a spreadsheet that parts by `;` or tabs, as in Germany: to it our quotes are within a cell, so that a
 * line end ends the row as well.
 */
const INNER_FORMULA = /[;\t\r\n][\s"]*(?=[=+\-@＝＋－＠])/g;

/**
 * One row of a CSV file as RFC 4180 has it, with its line end. Text that a spreadsheet would run gets a `'` before it, by
 * whichever separator it reads the file; numbers are numbers, and stay what they are.
 */
export const csvRow = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = (FORMULA.test(cell) ? `'${cell}` : cell).replaceAll(INNER_FORMULA, `$&'`);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
