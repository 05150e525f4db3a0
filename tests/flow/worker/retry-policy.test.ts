import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { ERROR_CODES, type ErrorCode } from '../../../runtime/src/core/error-codes.ts';
import {
  ATTEMPTS_MAX,
  backoffMinMs,
  isLastTry,
  isTriedByAge,
  RETRY_DELAY_MAX_SECONDS,
  RETRY_FOR_MAX_MS,
} from '../../../runtime/src/worker/retry-policy.ts';

const codes = Object.keys(ERROR_CODES) as ErrorCode[];

test('only other systems and the mail server are tried by age', () => {
  const later = codes.filter((code) => ERROR_CODES[code].retry === 'later');
  expect(later.filter(isTriedByAge)).toEqual([
    'delivery.unavailable',
    'target.rate_limited',
    'target.unavailable',
    'target.timeout',
    'target.garbage',
  ]);
});

test('no code is tried again that its class does not let, and none for longer than a day or beyond the queue', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.nat({ max: 200 }),
      fc.nat({ max: 2 * RETRY_FOR_MAX_MS }),
      (code, attempt, failingForMs) => {
        const isLast = isLastTry(new AppError(code), { attempt, attemptsMax: ATTEMPTS_MAX, failingForMs });
        const mayGoOn =
          ERROR_CODES[code].retry === 'later' &&
          attempt < ATTEMPTS_MAX &&
          (!isTriedByAge(code) || failingForMs < RETRY_FOR_MAX_MS);
        expect(isLast).toBe(!mayGoOn);
      },
    ),
  );
});

test('the back-off doubles from a second up to ten minutes', () => {
  expect([0, 1, 2, 9].map(backoffMinMs)).toEqual([1_000, 2_000, 4_000, 512_000]);
  expect(backoffMinMs(500)).toBe(RETRY_DELAY_MAX_SECONDS * 1_000);
});
