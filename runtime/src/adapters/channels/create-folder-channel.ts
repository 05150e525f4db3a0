import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmailChannel, EmailOutcome } from '../../flow/ports.ts';
import { checkMessage } from './check-message.ts';
import { composeMime } from './compose-mime.ts';

/**
 * Puts each mail into a folder as `<messageId>.eml` instead of sending it. The file appears whole or not at all; the
 * same Message-ID again leaves the first file as it is and counts as sent.
 */
export function createFolderChannel(options: { folder: string }): EmailChannel {
  return {
    kind: 'folder',
    async send(message) {
      const refusal = checkMessage(message);
      if (refusal !== undefined) return { state: 'refused', detail: refusal };
      // The address literal of a host without a name, `[::1]`, is no file name on every system.
      const name = `${message.messageId.slice(1, -1).replaceAll(/[:[\]]/g, '_')}.eml`;
      return writeOnce(options.folder, name, await composeMime(message));
    },
  };
}

async function writeOnce(folder: string, name: string, bytes: Buffer): Promise<EmailOutcome> {
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeThrough(draft, bytes);
    const isNew = await linkOnce(draft, join(folder, name));
    await rm(draft);
    return { state: 'sent', response: isNew ? `written to ${name}` : `${name} was there already` };
  } catch (error) {
    return { state: 'unavailable', detail: `the folder for mail cannot be written: ${codeOf(error)}` };
  }
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link refuses a name that exists, where a rename would replace it. */
async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
