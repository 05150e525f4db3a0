import type { DoubleResponse } from '../shared/double-types.ts';

/** Limits of one organisation (Xero, OAuth 2.0 API limits). */
const MINUTE_CALLS_MAX = 60;
const MINUTE_MS = 60_000;
const CONCURRENT_CALLS_MAX = 5;
const DAY_CALLS_MAX = 5_000;

/** Counts the calls of one organisation. */
export type XeroLimits = {
  /** Counts a call in; Xero's 429 when it is one too many, which then does not count. */
  begin(): DoubleResponse | undefined;
  /** A call that was let in has been answered. */
  end(): void;
  /** Xero's headers about what is left. */
  headers(): Record<string, string>;
};

/** Xero's limits as the real vendor enforces them; the day's is counted from the start. */
export function createXeroLimits(nowMs: () => number): XeroLimits {
  let calledAtMs: number[] = [];
  let dayCount = 0;
  let inFlightCount = 0;
  return {
    begin() {
      const at = nowMs();
      calledAtMs = calledAtMs.filter((calledMs) => calledMs > at - MINUTE_MS);
      const [oldestMs = at] = calledAtMs;
      if (inFlightCount >= CONCURRENT_CALLS_MAX) return tooMany('concurrent', 1);
      if (dayCount >= DAY_CALLS_MAX) return tooMany('day', 86_400);
      if (calledAtMs.length >= MINUTE_CALLS_MAX) {
        return tooMany('minute', Math.ceil((oldestMs + MINUTE_MS - at) / 1_000));
      }
      calledAtMs.push(at);
      dayCount += 1;
      inFlightCount += 1;
      return undefined;
    },
    end() {
      inFlightCount -= 1;
    },
    headers: () => ({
      'x-minlimit-remaining': String(MINUTE_CALLS_MAX - calledAtMs.length),
      'x-daylimit-remaining': String(DAY_CALLS_MAX - dayCount),
    }),
  };
}

function tooMany(problem: string, retryAfterSeconds: number): DoubleResponse {
  return {
    status: 429,
    headers: { 'x-rate-limit-problem': problem, 'retry-after': String(retryAfterSeconds) },
    body: { Title: 'Too Many Requests', Status: 429, Detail: `The ${problem} rate limit was exceeded.` },
  };
}
