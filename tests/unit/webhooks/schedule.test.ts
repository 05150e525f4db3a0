import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jitterOf } from '../../../runtime/src/core/webhooks/jitter-of.ts';
import { ATTEMPTS_MAX, nextDelayMs } from '../../../runtime/src/core/webhooks/schedule.ts';

const HOUR_MS = 3_600_000;
const MIDDLE = 0.5;

const waits = (jitter: number): number[] =>
  Array.from({ length: ATTEMPTS_MAX - 1 }, (_, index) => nextDelayMs(index + 1, jitter, undefined) ?? -1);

describe('the schedule', () => {
  it('waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, and then gives up', () => {
    expect(waits(MIDDLE)).toEqual([
      5_000,
      300_000,
      1_800_000,
      ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
    ]);
    expect(nextDelayMs(ATTEMPTS_MAX, MIDDLE, undefined)).toBeUndefined();
    expect(nextDelayMs(ATTEMPTS_MAX, MIDDLE, 1_000)).toBeUndefined();
  });

  it('ends 75 h 35 min 5 s after the first attempt', () => {
    const totalMs = waits(MIDDLE).reduce((sum, wait) => sum + wait, 0);
    expect(totalMs).toBe(75 * HOUR_MS + 35 * 60_000 + 5_000);
  });

  it('moves every wait by at most a tenth', () => {
    const middle = waits(MIDDLE);
    for (const [jitter, factor] of [
      [0, 0.9],
      [1, 1.1],
    ] as const) {
      expect(waits(jitter)).toEqual(middle.map((wait) => Math.round(wait * factor)));
    }
  });

  it('waits as long as the receiver asks, but never shorter than it would, and a day at most', () => {
    expect(nextDelayMs(1, MIDDLE, 120_000)).toBe(120_000);
    expect(nextDelayMs(2, MIDDLE, 120_000)).toBe(300_000);
    expect(nextDelayMs(1, MIDDLE, 90 * HOUR_MS)).toBe(24 * HOUR_MS);
  });
});

describe('the jitter', () => {
  it('is the same for one attempt of one message, and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), (id, attempt) => {
        const jitter = jitterOf(id, attempt);
        expect(jitter).toBe(jitterOf(id, attempt));
        expect(jitter).toBeGreaterThanOrEqual(0);
        expect(jitter).toBeLessThan(1);
      }),
    );
  });

  it('spreads messages over the whole range', () => {
    const jitters = Array.from({ length: 1_000 }, (_, index) => jitterOf(`whd_${index}`, 1));
    const tenths = new Set(jitters.map((jitter) => Math.floor(jitter * 10)));
    expect(tenths.size).toBe(10);
  });
});
