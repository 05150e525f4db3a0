import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../runtime/src/adapters/outbound/parse-retry-after.ts';

const DATE = 'Tue, 24 Nov 2026 10:00:00 GMT';

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT', date: DATE }, 30_000],
  [{ 'retry-after': 'Tue, 24 Nov 2026 09:00:00 GMT', date: DATE }, 0],
  [{ 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT' }, undefined],
  [{ 'retry-after': 'soon', date: DATE }, undefined],
  [{ 'retry-after': '-3' }, undefined],
  [{}, undefined],
])('%j is %s ms', (headers: Record<string, string>, expected) => {
  expect(parseRetryAfter(headers)).toBe(expected);
});
