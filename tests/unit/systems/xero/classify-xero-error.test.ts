import { expect, test } from 'vitest';
import { classifyXeroError } from '../../../../runtime/src/adapters/systems/xero/classify-xero-error.ts';

test.each([
  [400, 'target.refused'],
  [401, 'target.unauthorized'],
  [403, 'target.forbidden'],
  [404, 'record.not_found'],
  [408, 'target.timeout'],
  [409, 'target.conflict'],
  [412, 'target.refused'],
  [429, 'target.rate_limited'],
  [500, 'target.unavailable'],
  [501, 'target.unavailable'],
  [503, 'target.unavailable'],
])('status %i is %s, whatever the body holds', (status, code) => {
  for (const body of [null, [], 'Service unavailable', { Message: 1, Elements: 'x' }]) {
    expect(classifyXeroError(status, body, {}).code).toBe(code);
  }
});

test('validation texts are shown in order, once each, and not without end', () => {
  const messages = Array.from({ length: 8 }, (_, index) => ({ Message: `Reason ${index}.\r\n` }));
  const body = {
    ErrorNumber: 10,
    Type: 'ValidationException',
    Message: 'A validation exception occurred',
    Elements: [{ ValidationErrors: messages }, { ValidationErrors: messages }],
  };
  expect(classifyXeroError(400, body, {}).detail).toBe(
    'Xero answered 400. Reason 0. Reason 1. Reason 2. Reason 3. Reason 4.',
  );
  const long = { Elements: [{ ValidationErrors: [{ Message: 'x'.repeat(10_000) }] }] };
  expect(classifyXeroError(400, long, {}).detail.length).toBeLessThan(400);
});

test('without validation texts the title or the message says why', () => {
  expect(classifyXeroError(403, { Title: 'Forbidden' }, {}).detail).toBe('Xero answered 403. Forbidden');
  expect(classifyXeroError(400, { Message: 'Bad data' }, {}).detail).toBe('Xero answered 400. Bad data');
});

test.each([
  ['minute', 60_000],
  ['AppMinute', 60_000],
  ['concurrent', 1_000],
  ['day', 3_600_000],
])('a 429 of the %s limit without Retry-After waits %i ms', (problem, retryAfterMs) => {
  const headers = { 'x-rate-limit-problem': problem };
  expect(classifyXeroError(429, null, headers).retryAfterMs).toBe(retryAfterMs);
  expect(classifyXeroError(429, null, { ...headers, 'retry-after': '5' }).retryAfterMs).toBeUndefined();
});

test.each(['', 'constructor', 'weekly'])('a limit called %j is not believed', (problem) => {
  const classified = classifyXeroError(429, null, { 'x-rate-limit-problem': problem });
  expect(classified).toEqual({ code: 'target.rate_limited', detail: 'Xero answered 429.' });
});
