import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DocumentStatus } from '../../runtime/src/core/invoice/document.ts';
import { findTransition, TRANSITIONS } from '../../runtime/src/core/invoice/transitions.ts';

test('the page of the states has the rows of the table in code, and no others', async () => {
  const page = await readFile(new URL('../../docs/invoice-states.md', import.meta.url), 'utf8');
  const rows =
    page
      .slice(page.indexOf('## Transitions'))
      .match(/^\| [a-z].*\|$/gm)
      ?.slice(1) ?? [];
  const written = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const coded = TRANSITIONS.map((row) => [
    row.event,
    row.from.map((status) => status ?? '–').join(', '),
    row.to,
    row.permission,
    row.emits,
  ]);
  expect(written).toEqual(coded);
});

test('every pair of command and state outside the table is refused', () => {
  for (const { event } of TRANSITIONS) {
    for (const status of [null, ...DocumentStatus.options]) {
      const row = findTransition(event, status);
      expect(row === undefined).toBe(
        !TRANSITIONS.some((known) => known.event === event && known.from.some((from) => from === status)),
      );
    }
  }
});

test('an issued, voided or discarded invoice has no way back to a state whose money can change', () => {
  for (const { event } of TRANSITIONS) {
    for (const status of ['issued', 'voiding', 'voided', 'discarded'] as const) {
      const to = findTransition(event, status)?.to;
      expect([undefined, 'issued', 'voiding', 'voided']).toContain(to);
    }
    for (const status of ['voided', 'discarded'] as const) {
      expect(findTransition(event, status)).toBeUndefined();
    }
  }
});
