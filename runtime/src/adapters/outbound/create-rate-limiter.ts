import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';

/** At most `permits` calls in any window of `windowMs`. */
export type RateLimit = { permits: number; windowMs: number };

/** Hands out permits per limit class. `block` closes a class for a while, as a vendor's Retry-After asks. */
export type RateLimiter = {
  acquire(limitClass: string): Promise<void>;
  block(limitClass: string, forMs: number): void;
};

type RateLimiterOptions = {
  limits: Record<string, RateLimit | readonly RateLimit[]>;
  /** The longest that a caller is kept waiting; beyond it the call fails without having been made. */
  waitMaxMs: number;
  nowMs: () => number;
  wait?: (delayMs: number) => Promise<unknown>;
};

type ClassState = {
  limits: readonly RateLimit[];
  grantedAtMs: number[];
  blockedUntilMs: number;
  lastNowMs: number;
};

/**
 * A sliding window per limit class. Each caller reserves the first free moment and waits once for it, so order is
 * kept. `acquire` raises target.rate_limited with retryAfterMs when the moment is more than `waitMaxMs` away.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const wait = options.wait ?? sleep;
  const classes = new Map<string, ClassState>();
  for (const [name, limit] of Object.entries(options.limits)) {
    const limits = 'permits' in limit ? [limit] : limit;
    classes.set(name, { limits, grantedAtMs: [], blockedUntilMs: 0, lastNowMs: 0 });
  }
  const stateOf = (limitClass: string): ClassState => {
    const state = classes.get(limitClass);
    assert(state, `limit class ${limitClass} is not configured`);
    return state;
  };
  return {
    async acquire(limitClass) {
      const state = stateOf(limitClass);
      const nowMs = readNow(state, options.nowMs());
      const atMs = firstFreeMs(state, nowMs);
      const delayMs = atMs - nowMs;
      if (delayMs > options.waitMaxMs) {
        throw new AppError('target.rate_limited', { retryAfterMs: delayMs, context: { limitClass } });
      }
      state.grantedAtMs.push(atMs);
      if (delayMs > 0) await wait(delayMs);
    },
    block(limitClass, forMs) {
      const state = stateOf(limitClass);
      state.blockedUntilMs = Math.max(state.blockedUntilMs, readNow(state, options.nowMs()) + forMs);
    },
  };
}

function readNow(state: ClassState, nowMs: number): number {
  // A clock that is moved back would leave reservations in a far future, and block the class for all that time.
  if (nowMs < state.lastNowMs) {
    state.grantedAtMs = [];
    state.blockedUntilMs = 0;
  }
  state.lastNowMs = nowMs;
  return nowMs;
}

function firstFreeMs(state: ClassState, nowMs: number): number {
  const longestMs = Math.max(...state.limits.map(({ windowMs }) => windowMs));
  state.grantedAtMs = state.grantedAtMs.filter((atMs) => atMs > nowMs - longestMs);
  let atMs = Math.max(nowMs, state.blockedUntilMs, state.grantedAtMs.at(-1) ?? 0);
  for (const { permits, windowMs } of state.limits) {
    const nthLast = state.grantedAtMs.at(-permits);
    if (nthLast !== undefined) atMs = Math.max(atMs, nthLast + windowMs);
  }
  return atMs;
}
