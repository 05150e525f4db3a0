/** A row of a file of rates as it stands there; nothing of it is checked yet. */
export type RateRow = { date: string; base: string; quote: string; rate: string; source: string };

const HEADER = /^date[,;\t]/i;

/**
 * Reads rows `date, base, quote, rate, source`, with a comma, semicolon or tab between them and a header that may be
 * missing. A row without a source has the one that is given. Blank lines say nothing.
 */
export function readRatesCsv(text: string, usualSource: string): RateRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines
    .filter((line, index) => line.trim() !== '' && !(index === 0 && HEADER.test(line)))
    .map((line) => {
      const [date = '', base = '', quote = '', rate = '', ...source] = line.split(/[,;\t]/).map(unquoted);
      const named = unquoted(source.join(', '));
      return { date, base, quote, rate, source: named === '' ? usualSource : named };
    });
}

const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/, '$1');
