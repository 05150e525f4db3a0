const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The wait before each attempt: ten attempts over 75 h 35 min 5 s (the schedule that Standard Webhooks 1.0.0 gives). */
const DELAYS_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** Attempts of one message before it is given up. */
export const ATTEMPTS_MAX = DELAYS_MS.length;

/** An endpoint that fails for as long as this, without one success between, is disabled. */
export const FAILING_MAX_MS = 5 * 24 * HOUR_MS;

/** A wait moves by up to this part of it, so that messages that failed together do not come back together. A guess. */
const JITTER_PART = 0.1;

/** The longest that a receiver's Retry-After is honoured. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

/**
 * Milliseconds from a failed attempt, counted from 1, to the next one; undefined after the last. `jitter`, from 0 to
 * 1, picks the wait within a tenth around the schedule's. A longer Retry-After counts instead, up to a day.
 */
export function nextDelayMs(
  attempt: number,
  jitter: number,
  retryAfterMs: number | undefined,
): number | undefined {
  const delayMs = DELAYS_MS[attempt];
  if (delayMs === undefined) return undefined;
  const jitteredMs = Math.round(delayMs * (1 - JITTER_PART + 2 * JITTER_PART * jitter));
  return Math.max(jitteredMs, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
}
