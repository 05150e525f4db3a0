import { describe, expect, test } from 'vitest';
import { parseSmtpUrl } from '../../../runtime/src/adapters/channels/parse-smtp-url.ts';

describe('a mail server is read from its URL', () => {
  test.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isImplicitTls: false }],
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, isImplicitTls: true }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, isImplicitTls: false }],
    ['smtp://[::1]:25/', { host: '::1', port: 25, isImplicitTls: false }],
    [
      'smtps://a%40b.com:p%3A%2F%40@mail.example.com:2465',
      {
        host: 'mail.example.com',
        port: 2465,
        isImplicitTls: true,
        login: { user: 'a@b.com', password: 'p:/@' },
      },
    ],
  ])('%s', (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });
});

test.each([
  '',
  'mail.example.com',
  'https://mail.example.com',
  'smtp://',
  'smtp://u:100%@host',
  'smtp://u:s3cret@:25',
])('what names no server is refused without repeating it: %s', (url) => {
  expect(() => parseSmtpUrl(url)).toThrow(expect.objectContaining({ code: 'config.invalid' }));
  expect(() => parseSmtpUrl(url)).not.toThrow(/s3cret/);
});
