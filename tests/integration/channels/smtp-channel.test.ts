import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpChannel } from '../../../runtime/src/adapters/channels/create-smtp-channel.ts';
import { LOOPBACK_CERTIFICATE } from './loopback-certificate.ts';
import { messageOf } from './message-of.ts';
import { type MailServer, startMailServer } from './start-mail-server.ts';

const started: MailServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function start(optionsOf?: (server: MailServer) => SMTPServerOptions): Promise<MailServer> {
  const server = await startMailServer(optionsOf);
  started.push(server);
  return server;
}

const channelOf = (url: string, timeoutMs = 10_000) => createSmtpChannel({ url, timeoutMs });
const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

describe('a mail that the server takes', () => {
  test('is sent, and arrives as it was written', async () => {
    const server = await start();
    const message = messageOf();
    const outcome = await channelOf(server.url).send(message);
    expect(outcome).toEqual({ state: 'sent', response: expect.stringMatching(/^250 /) });
    const [mail] = server.mails;
    expect(mail?.messageId).toBe(message.messageId);
    expect(mail?.subject).toBe(message.subject);
    expect(mail?.text?.trim()).toBe(message.text);
    expect(mail?.from?.value).toEqual([message.from]);
    expect(mail?.to).toMatchObject({ value: message.to });
    expect(mail?.cc).toMatchObject({ value: message.cc });
    expect(mail?.replyTo?.value).toEqual([{ name: '', address: message.replyTo }]);
    expect(mail?.attachments).toMatchObject([
      {
        filename: '請求書 INV-2026-0042.pdf',
        contentType: 'application/pdf',
        contentDisposition: 'attachment',
      },
    ]);
    expect(new Uint8Array(mail?.attachments[0]?.content ?? [])).toEqual(message.attachments[0]?.bytes);
    expect(server.recipients).toEqual([['yamada@buyer.example.com', 'jo@buyer.example.com']]);
  });

  test('carries the same Message-ID when it is sent again', async () => {
    const server = await start();
    const channel = channelOf(server.url);
    await channel.send(messageOf());
    await channel.send(messageOf());
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([
      messageOf().messageId,
      messageOf().messageId,
    ]);
  });

  test('names the recipients that were not accepted', async () => {
    const server = await start(() => ({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('jo@') ? done(reply(550, 'no such user')) : done(),
    }));
    const outcome = await channelOf(server.url).send(messageOf());
    expect(outcome).toEqual({
      state: 'sent',
      response: expect.stringMatching(/^250 .*not accepted: jo@buyer\.example\.com \(550 no such user\)$/),
    });
  });
});

describe('a mail that was certainly not taken', () => {
  const cases: [string, SMTPServerOptions, string, RegExp][] = [
    [
      'the server refuses the connection',
      { onConnect: (_s, done) => done(reply(554, 'go away')) },
      'refused',
      /554/,
    ],
    [
      'the server is too busy for a connection',
      { onConnect: (_s, done) => done(reply(421, 'busy')) },
      'unavailable',
      /421/,
    ],
    [
      'the sender is refused',
      { onMailFrom: (_a, _s, done) => done(reply(553, 'not yours')) },
      'refused',
      /553 not yours/,
    ],
    [
      'the recipients are refused',
      { onRcptTo: (_a, _s, done) => done(reply(550, 'no such user')) },
      'refused',
      /550 no such/,
    ],
    [
      'the recipients are greylisted',
      { onRcptTo: (_a, _s, done) => done(reply(450, 'greylisted')) },
      'unavailable',
      /450/,
    ],
    [
      'the message is refused',
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(reply(552, 'too large'))) },
      'refused',
      /552/,
    ],
    [
      'the message is deferred',
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(reply(451, 'later'))) },
      'unavailable',
      /451/,
    ],
    [
      'the server closes after the message with 421',
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(reply(421, 'closing'))) },
      'unavailable',
      /421/,
    ],
  ];
  test.each(cases)('when %s', async (_name, options, state, detail) => {
    const server = await start(() => options);
    const outcome = await channelOf(server.url).send(messageOf({ cc: [] }));
    expect(outcome).toEqual({ state, detail: expect.stringMatching(detail) });
  });

  test('is unavailable when one recipient is greylisted and the other does not exist', async () => {
    const server = await start(() => ({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('jo@') ? reply(550, 'no such user') : reply(450, 'greylisted')),
    }));
    expect(await channelOf(server.url).send(messageOf())).toMatchObject({ state: 'unavailable' });
  });

  test('is unavailable when nobody listens', async () => {
    const server = await start();
    await server.stop();
    started.length = 0;
    expect(await channelOf(server.url).send(messageOf())).toEqual({
      state: 'unavailable',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('is unavailable when the connection is lost before the message', async () => {
    const server = await start((handle) => ({ onRcptTo: () => handle.cut() }));
    expect(await channelOf(server.url).send(messageOf())).toMatchObject({ state: 'unavailable' });
  });

  test('is unavailable when the server never greets', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const outcome = await channelOf(`smtp://127.0.0.1:${port}`, 200).send(messageOf());
    silent.close();
    expect(outcome).toMatchObject({ state: 'unavailable', detail: expect.stringContaining('ETIMEDOUT') });
  });

  test('is unavailable when the server falls silent before the message', async () => {
    const server = await start(() => ({ onMailFrom: () => {} }));
    expect(await channelOf(server.url, 300).send(messageOf())).toMatchObject({ state: 'unavailable' });
  });

  test('never shows its password to a server without TLS', async () => {
    let hasAuthed = false;
    const server = await start(() => ({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        hasAuthed = true;
        done(null, { user: 'u' });
      },
    }));
    const outcome = await channelOf(server.url.replace('//', '//user:s3cret@')).send(messageOf());
    expect(outcome.state).not.toBe('sent');
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
    expect(hasAuthed).toBe(false);
  });

  test('does not trust a certificate that nobody vouches for', async () => {
    const server = await start(() => ({ secure: true, ...LOOPBACK_CERTIFICATE }));
    const outcome = await channelOf(server.url.replace('smtp:', 'smtps:')).send(messageOf());
    expect(outcome).toMatchObject({
      state: 'unavailable',
      detail: expect.stringMatching(/self-signed certificate/),
    });
    expect(server.mails).toEqual([]);
  });
});

describe('a mail that may have been taken', () => {
  test('is unknown when the connection is lost after the message', async () => {
    const server = await start((handle) => ({
      onData: (stream) => stream.resume().on('end', () => handle.cut()),
    }));
    expect(await channelOf(server.url).send(messageOf())).toEqual({
      state: 'unknown',
      detail: expect.stringMatching(/./),
    });
  });

  test('is unknown when the connection is lost within the message', async () => {
    const server = await start((handle) => ({ onData: (stream) => stream.once('data', () => handle.cut()) }));
    const bytes = new Uint8Array(2_000_000);
    const attachments = [{ filename: 'a.pdf', mediaType: 'application/pdf', bytes }];
    expect(await channelOf(server.url).send(messageOf({ attachments }))).toMatchObject({ state: 'unknown' });
  });

  test('is unknown when the server never answers the message', async () => {
    const server = await start(() => ({ onData: (stream) => stream.resume() }));
    expect(await channelOf(server.url, 1_000).send(messageOf())).toEqual({
      state: 'unknown',
      detail: expect.stringContaining('ETIMEDOUT'),
    });
  });
});
