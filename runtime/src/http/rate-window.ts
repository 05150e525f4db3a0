/** What is left for a key after a request. `resetMs` is the time until the oldest counted request leaves the window. */
export type RateStanding = { isAllowed: boolean; left: number; resetMs: number };

/** Counts requests per key over the last `windowMs`. `look` counts none. */
export type RateWindow = {
  take(key: string, nowMs: number): RateStanding;
  look(key: string, nowMs: number): RateStanding;
};

/** When a key's requests were counted, oldest first; those before `first` have left the window. */
type Taken = { times: number[]; first: number };

const KEYS_MAX = 10_000;

/**
 * A sliding window in this process's memory: exact, without a burst at the turn of a minute. With several processes
 * each allows the whole quota. A refused request is not counted.
 */
export function createRateWindow(options: { requestsMax: number; windowMs: number }): RateWindow {
  const { requestsMax, windowMs } = options;
  const taken = new Map<string, Taken>();
  const standingOf = (key: string, nowMs: number, isCounted: boolean): RateStanding => {
    const of = taken.get(key) ?? { times: [], first: 0 };
    while (of.first < of.times.length && (of.times[of.first] ?? 0) <= nowMs - windowMs) of.first += 1;
    // The passed ones go when they are the larger part, so that a request costs the same however many came before.
    if (of.first > of.times.length / 2) {
      of.times.splice(0, of.first);
      of.first = 0;
    }
    const isAllowed = of.times.length - of.first < requestsMax;
    if (isAllowed && isCounted) of.times.push(nowMs);
    // Set anew, so that the first key of the map is the one that was quiet for longest.
    taken.delete(key);
    taken.set(key, of);
    if (taken.size > KEYS_MAX) dropQuietest(taken);
    return {
      isAllowed,
      left: requestsMax - (of.times.length - of.first),
      resetMs: (of.times[of.first] ?? nowMs) + windowMs - nowMs,
    };
  };
  return {
    take: (key, nowMs) => standingOf(key, nowMs, true),
    look: (key, nowMs) => standingOf(key, nowMs, false),
  };
}

function dropQuietest(taken: Map<string, Taken>): void {
  const [quietest] = taken.keys();
  if (quietest !== undefined) taken.delete(quietest);
}
