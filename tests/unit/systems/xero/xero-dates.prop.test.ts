import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { legacyToDate, legacyToInstant } from '../../../../runtime/src/adapters/systems/xero/xero-dates.ts';
import { addDays } from '../../../../runtime/src/core/civil-date.ts';
import { ok } from '../../../../runtime/src/core/result.ts';
import { dateToLegacy, instantToLegacy } from '../../../../runtime/src/doubles/xero/legacy-date.ts';

const someDate = fc.integer({ min: 0, max: 3_000_000 }).map((days) => addDays('0001-01-01', days));

test.each([
  ['UTC', 0],
  ['Asia/Tokyo', -540],
  ['America/Los_Angeles', 480],
  ['Pacific/Kiritimati', -840],
  ['Pacific/Pago_Pago', 660],
])('a date is unchanged on its way through Xero on a machine in %s', (zone, offsetMinutes) => {
  const before = process.env['TZ'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  process.env['TZ'] = zone;
  expect(new Date(Date.UTC(2026, 0, 15)).getTimezoneOffset()).toBe(offsetMinutes);
  fc.assert(
    fc.property(someDate, (date) => {
      expect(legacyToDate(dateToLegacy(date))).toEqual(ok(date));
    }),
  );
});

test('an instant is unchanged to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (atMs) => {
      expect(legacyToInstant(instantToLegacy(atMs))).toEqual(ok(new Date(atMs).toISOString()));
    }),
  );
});

test('no text makes the readers throw', () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer().map((number) => `/Date(${number}9999999)/`),
  );
  fc.assert(
    fc.property(text, (value) => {
      expect(() => [legacyToDate(value), legacyToInstant(value)]).not.toThrow();
    }),
  );
});
