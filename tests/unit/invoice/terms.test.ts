import { expect, test } from 'vitest';
import { assert } from '../../../runtime/src/core/assert.ts';
import { dueDate, parseTerms, type Terms, termsText } from '../../../runtime/src/core/invoice/terms.ts';

function termsOf(code: string): Terms {
  const parsed = parseTerms(code);
  assert(parsed.ok, `${code} is readable`);
  return parsed.value;
}

test.each([
  ['net:30', '2026-11-20', '2026-12-20'],
  ['net:0', '2026-11-20', '2026-11-20'],
  ['net:365', '2027-03-01', '2028-02-29'],
  ['eom+1:day31', '2026-11-20', '2026-12-31'],
  ['eom+1:day31', '2026-01-31', '2026-02-28'],
  ['eom+1:day31', '2028-01-31', '2028-02-29'],
  ['eom+1:day31', '2026-03-31', '2026-04-30'],
  ['eom+2:day31', '2026-12-31', '2027-02-28'],
  ['eom+2:day10', '2026-11-30', '2027-01-10'],
  ['eom+1:day30', '2026-01-05', '2026-02-28'],
  ['eom+0:day31', '2026-02-03', '2026-02-28'],
])('%s from %s is due on %s', (code, issueDate, due) => {
  expect(dueDate(termsOf(code), issueDate)).toBe(due);
});

test.each([
  '',
  'net',
  'net:',
  'net:-1',
  'net:030',
  'net:366',
  'net:1e2',
  'NET:30',
  'net:30 ',
  'eom+1',
  'eom+1:day0',
  'eom+1:day32',
  'eom+13:day31',
  'eom+1:day031',
  'instalments',
])('%j is refused as terms', (code) => {
  expect(parseTerms(code).ok).toBe(false);
});

test('terms that could fall before the issue date are refused', () => {
  expect(parseTerms('eom+0:day10')).toEqual({
    ok: false,
    reason: 'could fall before the issue date: eom+0 goes with day31',
  });
});

test.each([
  ['net:0', 'Due on receipt', '請求書発行日払い'],
  ['net:1', 'Net 1 day', '請求書発行日から1日以内'],
  ['net:30', 'Net 30 days', '請求書発行日から30日以内'],
  ['eom+0:day31', 'Due on the last day of the month of invoice', '月末締め当月末払い'],
  ['eom+1:day31', 'Due on the last day of the month after the month of invoice', '月末締め翌月末払い'],
  ['eom+2:day10', 'Due on day 10 of the month 2 months after the month of invoice', '月末締め翌々月10日払い'],
  [
    'eom+3:day31',
    'Due on the last day of the month 3 months after the month of invoice',
    '月末締め3か月後の末払い',
  ],
])('%s is printed in both languages', (code, english, japanese) => {
  expect(termsText(termsOf(code), 'en')).toBe(english);
  expect(termsText(termsOf(code), 'ja')).toBe(japanese);
});

test.each([
  ['eom+1:day31', '2026-09-30', '2026-10-02', '2026-10-31'],
  ['eom+1:day31', '2026-09-20', '2026-10-02', '2026-10-31'],
  ['net:30', '2026-09-30', '2026-10-02', '2026-10-30'],
  // Issued after it would have been due: at once, not in the past.
  ['eom+1:day31', '2026-09-30', '2026-11-05', '2026-11-05'],
])('%s of what closed on %s and is issued on %s is due on %s', (code, closed, issued, due) => {
  expect(dueDate(termsOf(code), issued, closed)).toBe(due);
});

test('a closing day is printed with the terms that count from it', () => {
  const terms = termsOf('eom+1:day31');
  expect(termsText(terms, 'en', '2026-09-30')).toBe(
    'Due on the last day of the month after the month of closing, closed on 2026-09-30',
  );
  expect(termsText(terms, 'ja', '2026-09-30')).toBe('月末締め翌月末払い（締め日 2026-09-30）');
  expect(termsText(termsOf('net:30'), 'ja', '2026-09-30')).toBe('締め日から30日以内（締め日 2026-09-30）');
});
