import { expect, test } from 'vitest';
import {
  createRateLimiter,
  type RateLimit,
  type RateLimiter,
} from '../../../runtime/src/adapters/outbound/create-rate-limiter.ts';

/** A limiter on a clock that moves by waiting only. */
function startLimiter(limit: RateLimit | RateLimit[], waitMaxMs = 60_000) {
  const time = { nowMs: 1_000_000, waits: [] as number[] };
  const limiter = createRateLimiter({
    limits: { general: limit },
    waitMaxMs,
    nowMs: () => time.nowMs,
    wait: async (delayMs) => void time.waits.push(delayMs),
  });
  return { limiter, time };
}

const acquireTimes = async (limiter: RateLimiter, times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) await limiter.acquire('general');
};

test('calls within the limit do not wait', async () => {
  const { limiter, time } = startLimiter({ permits: 3, windowMs: 10_000 });
  await acquireTimes(limiter, 3);
  expect(time.waits).toEqual([]);
});

test('a call too many waits until the window has room, and the following ones queue behind it', async () => {
  const { limiter, time } = startLimiter({ permits: 2, windowMs: 10_000 });
  await acquireTimes(limiter, 5);
  expect(time.waits).toEqual([10_000, 10_000, 20_000]);
});

test('the narrowest of several windows decides', async () => {
  const { limiter, time } = startLimiter([
    { permits: 10, windowMs: 1_000 },
    { permits: 2, windowMs: 5_000 },
  ]);
  await acquireTimes(limiter, 3);
  expect(time.waits).toEqual([5_000]);
});

test('room comes back as time goes by', async () => {
  const { limiter, time } = startLimiter({ permits: 1, windowMs: 10_000 });
  await limiter.acquire('general');
  time.nowMs += 10_000;
  await limiter.acquire('general');
  expect(time.waits).toEqual([]);
});

test('a wait beyond the bound fails with how long it would have been, and takes no permit', async () => {
  const { limiter, time } = startLimiter({ permits: 1, windowMs: 90_000 }, 60_000);
  await limiter.acquire('general');
  await expect(limiter.acquire('general')).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 90_000,
  });
  time.nowMs += 90_000;
  await limiter.acquire('general');
  expect(time.waits).toEqual([]);
});

test('a class that was blocked waits for the end of the block', async () => {
  const { limiter, time } = startLimiter({ permits: 10, windowMs: 1_000 });
  limiter.block('general', 7_000);
  await limiter.acquire('general');
  expect(time.waits).toEqual([7_000]);
});

test('a clock that is moved back does not leave the class blocked', async () => {
  const { limiter, time } = startLimiter({ permits: 1, windowMs: 10_000 });
  time.nowMs += 86_400_000;
  await limiter.acquire('general');
  limiter.block('general', 5_000);
  time.nowMs -= 86_400_000;
  await limiter.acquire('general');
  expect(time.waits).toEqual([]);
});

test('a limit class that nobody configured is our own mistake', async () => {
  const { limiter } = startLimiter({ permits: 1, windowMs: 1 });
  await expect(limiter.acquire('search')).rejects.toThrow('assertion');
});
