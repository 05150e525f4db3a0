import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderChannel } from '../../../runtime/src/adapters/channels/create-folder-channel.ts';
import { messageOf } from './message-of.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterEach(() => rm(root, { recursive: true }));

const FILE = 'snd_0198c0ffee00@hub.example.com.eml';

test('a mail becomes one file that any mail program reads', async () => {
  const folder = join(root, 'made', 'on demand');
  const outcome = await createFolderChannel({ folder }).send(messageOf());
  expect(outcome).toEqual({ state: 'sent', response: `written to ${FILE}` });
  expect(await readdir(folder)).toEqual([FILE]);
  const mail = await simpleParser(await readFile(join(folder, FILE)));
  expect(mail.messageId).toBe(messageOf().messageId);
  expect(mail.subject).toBe(messageOf().subject);
  expect(mail.attachments[0]?.filename).toBe('請求書 INV-2026-0042.pdf');
});

test('lines end as RFC 5322 wants it', async () => {
  await createFolderChannel({ folder: root }).send(messageOf());
  expect(await readFile(join(root, FILE), 'latin1')).not.toMatch(/[^\r]\n/);
});

test('the same Message-ID again leaves the first file and is sent', async () => {
  const channel = createFolderChannel({ folder: root });
  await channel.send(messageOf());
  const first = await readFile(join(root, FILE));
  const outcome = await channel.send(messageOf({ subject: 'another' }));
  expect(outcome).toEqual({ state: 'sent', response: `${FILE} was there already` });
  expect(await readdir(root)).toEqual([FILE]);
  expect(await readFile(join(root, FILE))).toEqual(first);
});

test('ten at once with one Message-ID make one whole file', async () => {
  const channel = createFolderChannel({ folder: root });
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => channel.send(messageOf())));
  expect(outcomes.map(({ state }) => state)).toEqual(Array(10).fill('sent'));
  expect(await readdir(root)).toEqual([FILE]);
  expect((await simpleParser(await readFile(join(root, FILE)))).attachments).toHaveLength(1);
});

test('a host without a name makes a file name that every system takes', async () => {
  await createFolderChannel({ folder: root }).send(messageOf({ messageId: '<snd_1@[::1]>' }));
  expect(await readdir(root)).toEqual(['snd_1@___1_.eml']);
});

test('a folder that cannot be written is unavailable', async () => {
  const path = join(root, 'file');
  await writeFile(path, '');
  for (const folder of [path, join(path, 'below')]) {
    expect(await createFolderChannel({ folder }).send(messageOf())).toMatchObject({ state: 'unavailable' });
  }
});
