import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createKeyRing, type KeyRing } from './key-ring.ts';

const KEY_BYTES = 32;

const pathOf = (dataFolder: string): string => join(dataFolder, 'secret.key');

/**
 * The keys kept in the data folder for its owner's eyes only, one per line in base64, the one that seals first; made at
 * the first start. Throws `config.invalid` for a line that is no key.
 */
export async function loadKeyFile(dataFolder: string): Promise<KeyRing> {
  const path = pathOf(dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const text = await readFile(path, 'utf8').catch(async (cause: unknown) => {
    if (!hasCode(cause, 'ENOENT')) throw cause;
    await writeWhole(path, toText([randomBytes(KEY_BYTES)]), 'only if new');
    return readFile(path, 'utf8');
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return createKeyRing(lines.map((line) => Buffer.from(line.trim(), 'base64')));
}

/** Puts a new key before those of the file; the hub seals with it from its next start on. Returns all of them. */
export async function addKeyToFile(dataFolder: string): Promise<KeyRing> {
  const ring = await loadKeyFile(dataFolder);
  const next = createKeyRing([randomBytes(KEY_BYTES), ...ring.map(({ bytes }) => bytes)]);
  await writeWhole(pathOf(dataFolder), toText(next.map(({ bytes }) => bytes)), 'replace');
  return next;
}

/** Takes a key out of the file for good; the first one stays. */
export async function removeKeyFromFile(dataFolder: string, keyId: string): Promise<void> {
  const [current, ...others] = await loadKeyFile(dataFolder);
  const kept = [current, ...others.filter(({ id }) => id !== keyId)];
  await writeWhole(pathOf(dataFolder), toText(kept.map(({ bytes }) => bytes)), 'replace');
}

const toText = (keys: readonly Uint8Array[]): string =>
  keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join('');

/** A process that dies here leaves the file as it was or as it shall be: a key that is half written is lost. */
async function writeWhole(path: string, text: string, how: 'only if new' | 'replace'): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (how === 'replace') await rename(draft, path);
    else {
      await link(draft, path).catch((cause: unknown) => {
        if (!hasCode(cause, 'EEXIST')) throw cause;
      });
    }
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder.
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

const hasCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;
