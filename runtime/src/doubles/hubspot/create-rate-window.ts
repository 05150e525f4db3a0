/** Limit of a private app (HubSpot, usage guidelines). */
const CALLS_MAX = 190;
const WINDOW_MS = 10_000;

/** Counts calls in a rolling window of 10 s. */
export type RateWindow = {
  /** Counts a call; false when it is one too many. */
  isAllowed(): boolean;
  /** HubSpot's headers about the window. */
  headers(): Record<string, string>;
};

/** HubSpot's rolling limit, as the real vendor enforces it. */
export function createRateWindow(nowMs: () => number): RateWindow {
  let calledAtMs: number[] = [];
  const forget = (): void => {
    const since = nowMs() - WINDOW_MS;
    calledAtMs = calledAtMs.filter((atMs) => atMs > since);
  };
  return {
    isAllowed() {
      forget();
      if (calledAtMs.length >= CALLS_MAX) return false;
      calledAtMs.push(nowMs());
      return true;
    },
    headers: () => ({
      'x-hubspot-ratelimit-max': String(CALLS_MAX),
      'x-hubspot-ratelimit-remaining': String(CALLS_MAX - calledAtMs.length),
      'x-hubspot-ratelimit-interval-milliseconds': String(WINDOW_MS),
    }),
  };
}
