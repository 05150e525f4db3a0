import type { AppError } from '../core/app-error.ts';
import type { ErrorCode } from '../core/error-codes.ts';

/** Attempts of one job; with the queue's back-off the last one comes about 40 minutes after the first. */
export const ATTEMPTS_MAX = 12;

/** How long a system that is out of our hands is tried again, from the first failure on. */
export const RETRY_FOR_MAX_MS = 24 * 60 * 60 * 1_000;

/** The queue's back-off doubles from one second up to this. */
export const RETRY_DELAY_MAX_SECONDS = 600;

/** Whether a failure is tried by time and not by count: other systems and mail servers are down for longer than minutes. */
export function isTriedByAge(code: ErrorCode): boolean {
  return code.startsWith('target.') || code === 'delivery.unavailable';
}

/** Whether no try follows: by the code's class, by the attempts that the queue has left, or by age. */
export function isLastTry(
  error: AppError,
  tries: { attempt: number; attemptsMax: number; failingForMs: number },
): boolean {
  if (error.retry !== 'later' || tries.attempt >= tries.attemptsMax) return true;
  return isTriedByAge(error.code) && tries.failingForMs >= RETRY_FOR_MAX_MS;
}

/** The shortest delay, in milliseconds, that the queue's own back-off gives after so many earlier retries. */
export function backoffMinMs(retryCount: number): number {
  return Math.min(RETRY_DELAY_MAX_SECONDS, 2 ** Math.min(16, retryCount)) * 1_000;
}
