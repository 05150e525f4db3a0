import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createSmtpChannel } from '../../../runtime/src/adapters/channels/create-smtp-channel.ts';
import { LOOPBACK_CERTIFICATE } from './loopback-certificate.ts';
import { messageOf } from './message-of.ts';
import { type MailServer, startMailServer } from './start-mail-server.ts';

beforeAll(() => setDefaultCACertificates([...getCACertificates(), LOOPBACK_CERTIFICATE.cert]));

let server: MailServer | undefined;
afterEach(() => server?.stop());

const LOGIN: SMTPServerOptions = {
  ...LOOPBACK_CERTIFICATE,
  authOptional: false,
  disabledCommands: [],
  onAuth: ({ username, password }, session, done) => {
    const isRight = username === 'a@b.example' && password === 'p:/@ 請' && session.secure;
    done(isRight ? null : new Error('wrong password'), { user: username });
  },
};

const urlOf = (url: string, scheme: string, login: string) => url.replace('smtp://', `${scheme}://${login}@`);
const RIGHT = `${encodeURIComponent('a@b.example')}:${encodeURIComponent('p:/@ 請')}`;

test.each([
  ['smtps', true],
  ['smtp', false],
])(
  'a mail is sent over %s with a login, on a connection that is encrypted before the password',
  async (scheme, secure) => {
    server = await startMailServer(() => ({ ...LOGIN, secure }));
    const channel = createSmtpChannel({ url: urlOf(server.url, scheme, RIGHT), timeoutMs: 10_000 });
    expect(await channel.send(messageOf())).toMatchObject({ state: 'sent' });
    expect(server.mails[0]?.messageId).toBe(messageOf().messageId);
  },
);

test('a wrong password is refused, and is not in the outcome', async () => {
  server = await startMailServer(() => ({ ...LOGIN, secure: true }));
  const channel = createSmtpChannel({ url: urlOf(server.url, 'smtps', 'a:s3cret'), timeoutMs: 10_000 });
  const outcome = await channel.send(messageOf());
  expect(outcome).toEqual({ state: 'refused', detail: expect.stringContaining('535') });
  expect(JSON.stringify(outcome)).not.toContain('s3cret');
});
