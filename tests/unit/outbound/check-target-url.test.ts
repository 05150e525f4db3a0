import { expect, test } from 'vitest';
import { checkTargetUrl } from '../../../runtime/src/adapters/outbound/check-target-url.ts';

const REFUSED = [
  'http://api.example.com/',
  'ftp://api.example.com/',
  'file:///etc/passwd',
  'gopher://api.example.com/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'https://user@api.example.com/',
  'https://user:secret@api.example.com/',
  'https://api.example.com:8443/',
  'https://api.example.com:80/',
  'https://localhost/',
  'https://LOCALHOST/',
  'https://localhost./',
  'https://a.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://router.home.arpa/',
  'https://intranet/',
  'https://127.0.0.1/',
  'https://127.0.0.1./',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0x7f.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://%31%32%37.0.0.1/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://167772161/',
  'https://100.64.0.1/',
  'https://100.100.100.200/latest/meta-data/',
  'https://168.63.129.16/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0xa9fea9fe/',
  'https://2852039166/',
  'https://0251.0376.0251.0376/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.0.2.1/',
  'https://192.168.1.1/',
  'https://198.18.0.1/',
  'https://203.0.113.7/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::]/',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::a00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[2001:db8::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[ff02::1]/',
  'https://[100::1]/',
  'https://',
  'not a url',
  '',
];

test.each(REFUSED)('%j is refused', (url) => {
  expect(() => checkTargetUrl(url, [])).toThrow(
    expect.objectContaining({ code: 'outbound.address_refused' }),
  );
});

test.each([
  'https://api.hubapi.com/crm/objects',
  'https://api.hubapi.com:443/',
  'https://api.hubapi.com./',
  'https://8.8.8.8/',
  'https://172.32.0.1/',
  'https://100.128.0.1/',
  'https://[2606:4700::1111]/',
])('%j passes', (url) => {
  expect(checkTargetUrl(url, []).protocol).toBe('https:');
});

test('an origin that is opened by name passes, with its scheme and port only', () => {
  const opened = ['http://127.0.0.1:4011'];
  expect(checkTargetUrl('http://127.0.0.1:4011/x', opened).href).toBe('http://127.0.0.1:4011/x');
  for (const near of [
    'https://127.0.0.1:4011/',
    'http://127.0.0.1:4012/',
    'http://127.0.0.1/',
    'http://localhost:4011/',
  ]) {
    expect(() => checkTargetUrl(near, opened)).toThrow('outbound.address_refused');
  }
});

test('user information is refused on an opened origin too', () => {
  expect(() => checkTargetUrl('http://a:b@127.0.0.1:4011/', ['http://127.0.0.1:4011'])).toThrow(
    'outbound.address_refused',
  );
});

test('a refusal does not repeat the URL, which may hold a secret', () => {
  expect(() => checkTargetUrl('https://user:hunter2@api.example.com/?token=hunter2', [])).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});
