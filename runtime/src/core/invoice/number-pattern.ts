import { assert } from '../assert.ts';
import { fail, ok, type Result } from '../result.ts';

const TOKEN = /\{(year|month|(?:seq|customer):[1-9])\}/g;

/** What a number is made for: the day of issue, the counter's value, and whose number a customer has with the entity. */
export type NumberedAs = { issueDate: string; value: bigint; customer?: bigint };

/** A number series' pattern, such as `INV-{year}-{seq:4}` or `INV-{customer:3}-{seq:3}`, read and checked. */
export type NumberPattern = {
  /** Every customer has a counter of its own. */
  isPerCustomer: boolean;
  /** What stands for the number of a document that has none yet: the text before the first brace, and `DRAFT`. */
  draftLabel: string;
  /** Numbers restart when this changes: the year, the month, or never. */
  periodKey(issueDate: string): string;
  format(as: NumberedAs): string;
};

/**
 * Reads a pattern of literal text, `{year}`, `{month}`, one `{seq:N}` and at most one `{customer:N}`, each with N digits
 * at least. With `{customer:N}` the sequence is counted per customer. The reason of a refusal is a sentence.
 */
export function parseNumberPattern(pattern: string): Result<NumberPattern> {
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => match[1] ?? '');
  const countOf = (name: string): number => tokens.filter((token) => token.startsWith(name)).length;
  if (countOf('seq:') !== 1) return fail('A number pattern needs exactly one {seq:N}.');
  if (countOf('customer:') > 1) return fail('A number pattern has one {customer:N} at most.');
  if (/[{}]/.test(pattern.replaceAll(TOKEN, '')))
    return fail('Only {year}, {month}, {customer:N} and {seq:N} stand in braces.');
  const hasYear = tokens.includes('year');
  const hasMonth = tokens.includes('month');
  if (hasMonth && !hasYear)
    return fail('A pattern with {month} needs {year}: numbers would repeat after a year.');
  const isPerCustomer = countOf('customer:') === 1;
  // Customer 1 with 0001 and customer 10 with 001 would print the same digits.
  if (isPerCustomer && !/[^0-9]/.test(textBetweenCounters(pattern)))
    return fail('Between {customer:N} and {seq:N} stands something that is no digit.');
  return ok({
    isPerCustomer,
    draftLabel: `${pattern.slice(0, pattern.indexOf('{'))}DRAFT`,
    periodKey: (issueDate) => (hasMonth ? issueDate.slice(0, 7) : hasYear ? issueDate.slice(0, 4) : 'all'),
    format: (as) => pattern.replaceAll(TOKEN, (_token, name: string) => tokenText(name, as)),
  });
}

function tokenText(name: string, { issueDate, value, customer }: NumberedAs): string {
  if (name === 'year') return issueDate.slice(0, 4);
  if (name === 'month') return issueDate.slice(5, 7);
  const [counter, digits = '1'] = name.split(':');
  const counted = counter === 'customer' ? customer : value;
  assert(counted !== undefined, 'a number per customer is made for one');
  return String(counted).padStart(Number.parseInt(digits, 10), '0');
}

/** The literal text between `{customer:N}` and `{seq:N}`, in whichever order they stand. */
function textBetweenCounters(pattern: string): string {
  const [, between = ''] = /\{(?:customer|seq):[1-9]\}(.*)\{(?:customer|seq):[1-9]\}/.exec(pattern) ?? [];
  return between.replaceAll(TOKEN, '');
}
