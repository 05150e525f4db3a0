import { fail, ok, type Result } from '../result.ts';

const TOKEN = /\{(year|month|seq:([1-9]))\}/g;

/** A number series' pattern, such as `INV-{year}-{seq:4}`, read and checked. */
export type NumberPattern = {
  /** Numbers restart when this changes: the year, the month, or never. */
  periodKey(issueDate: string): string;
  format(issueDate: string, value: bigint): string;
};

/** Reads a pattern of literal text, `{year}`, `{month}` and one `{seq:N}` with N digits at least. */
export function parseNumberPattern(pattern: string): Result<NumberPattern> {
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => match[1] ?? '');
  if (tokens.filter((token) => token.startsWith('seq:')).length !== 1) {
    return fail('A number pattern needs exactly one {seq:N}.');
  }
  if (/[{}]/.test(pattern.replaceAll(TOKEN, '')))
    return fail('Only {year}, {month} and {seq:N} stand in braces.');
  const hasYear = tokens.includes('year');
  const hasMonth = tokens.includes('month');
  if (hasMonth && !hasYear)
    return fail('A pattern with {month} needs {year}: numbers would repeat after a year.');
  return ok({
    periodKey: (issueDate) => (hasMonth ? issueDate.slice(0, 7) : hasYear ? issueDate.slice(0, 4) : 'all'),
    format: (issueDate, value) =>
      pattern.replaceAll(TOKEN, (_token, name: string, digits: string | undefined) => {
        if (name === 'year') return issueDate.slice(0, 4);
        if (name === 'month') return issueDate.slice(5, 7);
        return String(value).padStart(Number.parseInt(digits ?? '1', 10), '0');
      }),
  });
}
