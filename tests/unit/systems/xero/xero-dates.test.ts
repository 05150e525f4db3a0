import { expect, test } from 'vitest';
import { legacyToDate, legacyToInstant } from '../../../../runtime/src/adapters/systems/xero/xero-dates.ts';

test.each([
  ['/Date(1539993600000+0000)/', '2018-10-20'],
  ['/Date(1539993600000)/', '2018-10-20'],
  ['/Date(-62135596800000+0000)/', '0001-01-01'],
  ['/Date(253402214400000+0000)/', '9999-12-31'],
  ['/Date(1709164800000+0000)/', '2024-02-29'],
  // Midnight of the 20th in a zone of +13:00 is 11:00 UTC of the 19th.
  ['/Date(1539946800000+1300)/', '2018-10-20'],
  ['/Date(1540011600000-0500)/', '2018-10-20'],
])('%s is the date %s', (text, date) => {
  expect(legacyToDate(text)).toEqual({ ok: true, value: date });
});

test('the offset does not move an instant', () => {
  const instant = { ok: true, value: '2018-11-02T16:36:32.690Z' };
  expect(legacyToInstant('/Date(1541176592690+0000)/')).toEqual(instant);
  expect(legacyToInstant('/Date(1541176592690+1300)/')).toEqual(instant);
});

test.each(['2018-10-20', '/Date(x)/', '/Date(1539993600000+0000)/ ', '/Date(999999999999999)/', ''])(
  '%j is neither a date nor an instant',
  (text) => {
    expect(legacyToDate(text).ok).toBe(false);
    expect(legacyToInstant(text).ok).toBe(false);
  },
);
