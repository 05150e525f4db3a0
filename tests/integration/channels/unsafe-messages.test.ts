import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderChannel } from '../../../runtime/src/adapters/channels/create-folder-channel.ts';
import { createSmtpChannel } from '../../../runtime/src/adapters/channels/create-smtp-channel.ts';
import type { EmailMessage } from '../../../runtime/src/flow/ports.ts';
import { messageOf } from './message-of.ts';
import { type MailServer, startMailServer } from './start-mail-server.ts';

let server: MailServer;
let folder: string;
beforeAll(async () => {
  server = await startMailServer();
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const [person] = messageOf().to;
const [attachment] = messageOf().attachments;
const INJECTION = 'x\r\nBcc: thief@example.com';

const HEADERS = new Set(
  (
    'cc content-disposition content-transfer-encoding content-type date from message-id mime-version reply-to ' +
    'subject to'
  ).split(' '),
);

const UNSAFE: [string, Partial<EmailMessage>][] = [
  ['a line break in the subject', { subject: INJECTION }],
  ['a bare line feed in the subject', { subject: 'x\nBcc: thief@example.com' }],
  ['a line separator in the subject', { subject: 'x\u2028y' }],
  ['a null in the subject', { subject: 'x\0y' }],
  ['a lone surrogate in the subject', { subject: 'x\ud800' }],
  ['a subject without end', { subject: 'x'.repeat(501) }],
  ['a line break in a name', { to: [{ name: INJECTION, address: 'a@example.com' }] }],
  ['a line break in the name of the sender', { from: { name: INJECTION, address: 'a@example.com' } }],
  ['a line break in an address', { to: [{ name: 'x', address: `a@example.com${INJECTION}` }] }],
  ['a second address in an address', { to: [{ name: 'x', address: 'a@example.com, b@example.com' }] }],
  ['an address in brackets', { to: [{ name: 'x', address: '<a@example.com>' }] }],
  ['an address without a host', { cc: [{ name: 'x', address: 'a' }] }],
  ['an address with options', { to: [{ name: 'x', address: 'a@example.com> NOTIFY=NEVER' }] }],
  ['a reply address that is none', { replyTo: INJECTION }],
  [
    'a line break in a file name',
    { attachments: [{ filename: INJECTION, mediaType: 'application/pdf', bytes: new Uint8Array() }] },
  ],
  [
    'a line break in a media type',
    { attachments: [{ filename: 'x', mediaType: `application/pdf${INJECTION}`, bytes: new Uint8Array() }] },
  ],
  ['a line break in the Message-ID', { messageId: `<a@b>${INJECTION}` }],
  ['a Message-ID that climbs out of the folder', { messageId: '<../../a@b>' }],
  ['a Message-ID without brackets', { messageId: 'a@b' }],
  ['no recipient', { to: [] }],
  ['too many recipients', { to: Array.from({ length: 51 }, () => ({ name: '', address: 'a@example.com' })) }],
  [
    'attachments of more than 15 MiB',
    { attachments: [{ filename: 'x', mediaType: 'a/b', bytes: new Uint8Array(15 * 1024 * 1024 + 1) }] },
  ],
];

describe.each(UNSAFE)('%s', (_name, changes) => {
  test('is refused by both channels, and nothing goes out', async () => {
    const smtp = createSmtpChannel({ url: server.url, timeoutMs: 10_000 });
    for (const channel of [smtp, createFolderChannel({ folder })]) {
      expect(await channel.send(messageOf(changes))).toEqual({
        state: 'refused',
        detail: expect.stringMatching(/./),
      });
    }
    expect(server.mails).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

test('no text anywhere adds a header or a recipient', async () => {
  const smtp = createSmtpChannel({ url: server.url, timeoutMs: 10_000 });
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(INJECTION, '=?utf-8?B?DQpCY2M6IHRoaWVm?=', 'a" <b@c>,'),
  );
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (subject, name, filename, body) => {
      server.mails.length = 0;
      server.recipients.length = 0;
      const message = messageOf({
        subject,
        text: body,
        to: [{ name, address: 'a@example.com' }],
        cc: [],
        attachments: [
          { filename, mediaType: 'application/pdf', bytes: attachment?.bytes ?? new Uint8Array() },
        ],
      });
      const outcome = await smtp.send(message);
      if (outcome.state === 'refused') return;
      expect(outcome.state).toBe('sent');
      expect(server.recipients).toEqual([['a@example.com']]);
      const names = [...(server.mails[0]?.headers.keys() ?? [])];
      expect(names.filter((header) => !HEADERS.has(header))).toEqual([]);
      expect(server.mails[0]?.attachments).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

test('a name with quotes and commas stays one name', async () => {
  server.mails.length = 0;
  const name = 'Smith, "Jo" <x@y> (boss); 山田';
  const smtp = createSmtpChannel({ url: server.url, timeoutMs: 10_000 });
  await smtp.send(messageOf({ to: [{ name, address: person?.address ?? '' }] }));
  expect(server.mails[0]?.to).toMatchObject({ value: [{ name, address: person?.address }] });
});
