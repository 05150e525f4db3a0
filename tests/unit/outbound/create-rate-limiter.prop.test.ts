import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../runtime/src/adapters/outbound/create-rate-limiter.ts';

test('no window of the limit ever holds more calls than permits, whatever the arrivals', async () => {
  const arrivals = fc.array(fc.nat(2_000), { maxLength: 60 });
  const limit = fc.record({
    permits: fc.integer({ min: 1, max: 5 }),
    windowMs: fc.integer({ min: 1, max: 3_000 }),
  });
  await fc.assert(
    fc.asyncProperty(arrivals, limit, async (gapsMs, { permits, windowMs }) => {
      let nowMs = 0;
      let delayMs = 0;
      const limiter = createRateLimiter({
        limits: { general: { permits, windowMs } },
        waitMaxMs: Number.MAX_SAFE_INTEGER,
        nowMs: () => nowMs,
        wait: async (ms) => {
          delayMs = ms;
        },
      });
      const startedAtMs: number[] = [];
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        delayMs = 0;
        await limiter.acquire('general');
        startedAtMs.push(nowMs + delayMs);
      }
      for (const [index, atMs] of startedAtMs.entries()) {
        const earlier = startedAtMs[index - permits];
        if (earlier !== undefined) expect(atMs - earlier).toBeGreaterThanOrEqual(windowMs);
      }
    }),
  );
});
