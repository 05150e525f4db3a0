import { expect, test } from 'vitest';
import { checkVendorUrl } from '../../../runtime/src/adapters/outbound/check-vendor-url.ts';

const HOSTS = ['api.vendor.com', '*.my.vendor.com'];

test.each(['https://api.vendor.com/v1', 'https://acme.my.vendor.com'])('%s is one of the vendor', (url) => {
  expect(checkVendorUrl(url, HOSTS, []).href).toContain(url);
});

test.each([
  'https://evil.test',
  'https://api.vendor.com.evil.test',
  'https://evilapi.vendor.com',
  'https://evil-my.vendor.com',
  'https://my.vendor.com',
  'http://api.vendor.com',
  'https://api.vendor.com:8443',
  'https://api.vendor.com@evil.test',
  'https://user@api.vendor.com',
  'api.vendor.com',
])('%s in an answer of the vendor is refused', (url) => {
  expect(() => checkVendorUrl(url, HOSTS, [])).toThrow('outbound.address_refused');
});

test('an opened origin may stand in for the vendor', () => {
  expect(checkVendorUrl('http://127.0.0.1:4011', HOSTS, ['http://127.0.0.1:4011']).port).toBe('4011');
});
