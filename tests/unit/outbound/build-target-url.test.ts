import { expect, test } from 'vitest';
import { buildTargetUrl } from '../../../runtime/src/adapters/outbound/build-target-url.ts';

test('path and query are appended to the base', () => {
  const url = buildTargetUrl('https://api.vendor.com/api.xro/2.0/', '/Invoices', {
    where: 'Number=="a&b"',
    page: '1',
  });
  expect(url).toBe('https://api.vendor.com/api.xro/2.0/Invoices?where=Number%3D%3D%22a%26b%22&page=1');
});

test.each([
  'Invoices',
  '.evil.test/',
  '@evil.test/',
  ':8080/',
  '/../admin',
  '/a/%2e%2e/b',
  '/a?b=c',
  '/a#b',
  '/a\\b',
  '',
])('a path of %j is refused, for it leaves the base or changes on the way', (path) => {
  expect(() => buildTargetUrl('https://api.vendor.com/v1', path)).toThrow('outbound.address_refused');
});
