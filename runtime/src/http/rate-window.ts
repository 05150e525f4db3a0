/** What is left for a key after a request. `resetMs` is the time until the oldest counted request leaves the window. */
export type RateStanding = { isAllowed: boolean; left: number; resetMs: number };

/** Counts requests per key over the last `windowMs`. */
export type RateWindow = { take(key: string, nowMs: number): RateStanding };

const KEYS_MAX = 10_000;

/**
 * A sliding window in this process's memory: exact, without a burst at the turn of a minute. With several processes
 * each allows the whole quota. A refused request is not counted.
 */
export function createRateWindow(options: { requestsMax: number; windowMs: number }): RateWindow {
  const { requestsMax, windowMs } = options;
  const taken = new Map<string, number[]>();
  return {
    take(key, nowMs) {
      const times = (taken.get(key) ?? []).filter((at) => at > nowMs - windowMs);
      const isAllowed = times.length < requestsMax;
      if (isAllowed) times.push(nowMs);
      // Set anew, so that the first key of the map is the one that was quiet for longest.
      taken.delete(key);
      taken.set(key, times);
      if (taken.size > KEYS_MAX) dropQuietest(taken);
      return { isAllowed, left: requestsMax - times.length, resetMs: (times[0] ?? nowMs) + windowMs - nowMs };
    },
  };
}

function dropQuietest(taken: Map<string, number[]>): void {
  const [quietest] = taken.keys();
  if (quietest !== undefined) taken.delete(quietest);
}
