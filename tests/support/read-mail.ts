import { readFile } from 'node:fs/promises';

const PLAIN_PART =
  /Content-Type: text\/plain[\s\S]*?Content-Transfer-Encoding: (\S+)\n(?:.+\n)*\n([\s\S]*?)\n--/;

/** Subject and text of a mail in a file, decoded. */
export async function readMail(path: string): Promise<string> {
  const raw = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  const subject = /^Subject: (.*(?:\n[ \t].*)*)/m.exec(raw)?.[1] ?? '';
  const [, encoding = '', body = ''] = PLAIN_PART.exec(raw) ?? [];
  return `${decodeWords(subject)}\n${decodeBody(encoding, body)}`;
}

const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?UTF-8\?[BQ]\?/gi, '')
    .replaceAll(/=\?UTF-8\?B\?(.*?)\?=/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString())
    .replaceAll(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, quoted: string) => unquote(quoted.replaceAll('_', ' ')));

function decodeBody(encoding: string, body: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString().replaceAll('\r\n', '\n');
  return encoding === 'quoted-printable' ? unquote(body.replaceAll('=\n', '')) : body;
}

const unquote = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
