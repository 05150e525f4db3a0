import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../../runtime/src/adapters/system/create-log.ts';
import { ENDLESS_TEXT, HOSTILE_TEXTS, UNSTORABLE_TEXTS } from '../../support/hostile-texts.ts';

/** What a terminal obeys, what some readers take for a line's end, and what turns what stands beside it around. */
const ACTING = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** The lines that a text leaves in every field that a line may hold, and in its message. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  log.info({ url: text, route: text, key: text, context: { path: text } }, text);
  log.error({ err: `Error ${text}\n    at ${text}`, requestId: text }, text);
  return lines;
}

function expectPlainLines(text: string): void {
  const lines = linesOf(text);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(ACTING);
  }
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({ url: text, key: text, context: { path: text }, msg: text });
  expect(second).toMatchObject({ err: `Error ${text}\n    at ${text}` });
}

test('every hostile text is on one line of the log, does nothing to a terminal, and is read back to the letter', () => {
  for (const text of [...Object.values(HOSTILE_TEXTS), ...Object.values(UNSTORABLE_TEXTS), ENDLESS_TEXT])
    expectPlainLines(text);
});

test('any text at all is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), expectPlainLines));
});
