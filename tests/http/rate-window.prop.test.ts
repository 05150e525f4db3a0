import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRateWindow } from '../../runtime/src/http/rate-window.ts';

const WINDOW_MS = 1_000;

it('in no window of time, wherever it begins, more requests pass than the quota', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
      (max, gaps) => {
        const window = createRateWindow({ requestsMax: max, windowMs: WINDOW_MS });
        let nowMs = 0;
        const passed: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          const standing = window.take('key', nowMs);
          if (standing.isAllowed) passed.push(nowMs);
          // Whoever waits as long as they are told is let through.
          else
            expect(passed.filter((at) => at > nowMs + standing.resetMs - WINDOW_MS).length).toBeLessThan(max);
        }
        for (const start of passed) {
          expect(passed.filter((at) => at >= start && at < start + WINDOW_MS).length).toBeLessThanOrEqual(
            max,
          );
        }
      },
    ),
  );
});

it('a key does not use up what another has', () => {
  const window = createRateWindow({ requestsMax: 1, windowMs: WINDOW_MS });
  expect(window.take('a', 0).isAllowed).toBe(true);
  expect(window.take('a', 0).isAllowed).toBe(false);
  expect(window.take('b', 0).isAllowed).toBe(true);
});
