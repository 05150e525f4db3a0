import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isSameProcess, readProcessMark } from './read-process-mark.ts';
import { readErrorCode, refuse } from './refuse.ts';

const POLL_MS = 25;

/**
 * Runs work while no other process does, by a lock file that names its holder; a dead holder's lock is taken over.
 * Throws `database.unavailable` when a living holder keeps it longer than `timeoutMs`.
 */
export async function withLock<Value>(
  file: string,
  timeoutMs: number,
  work: () => Promise<Value>,
): Promise<Value> {
  const own = `${process.pid} ${readProcessMark(process.pid) ?? 'alive'} ${randomUUID()}`;
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const holder = await tryTake(file, own);
    if (holder === undefined) break;
    if (performance.now() > deadlineMs) {
      throw refuse(
        `Another process (${holder.split(' ')[0]}) is still starting or stopping the database (${file}). Try again.`,
      );
    }
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Returns undefined when the lock is ours now, else the text of the one who holds it. */
async function tryTake(file: string, own: string): Promise<string | undefined> {
  if (await linkWhole(file, own)) return undefined;
  const holder = await readFile(file, 'utf8').catch(() => undefined);
  if (holder === undefined) return 'somebody';
  if (isAlive(holder)) return holder;
  await removeStale(file, holder, own);
  return 'somebody';
}

/** A hard link appears with its content, or not at all when the name is taken. */
async function linkWhole(file: string, own: string): Promise<boolean> {
  const staging = `${file}.${own.split(' ')[2]}`;
  await writeFile(staging, own, { mode: 0o600 });
  try {
    await link(staging, file);
    return true;
  } catch (error) {
    if (readErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(staging, { force: true });
  }
}

/**
 * Only the holder of the claim on this very lock may remove it, and only after another look: without the claim,
 * the slower of two rescuers would remove the lock that the faster one took meanwhile.
 */
async function removeStale(file: string, stale: string, own: string): Promise<void> {
  const claim = `${file}-of-${stale.split(' ')[2] ?? 'nobody'}`;
  if ((await tryTake(claim, own)) !== undefined) return;
  const now = await readFile(file, 'utf8').catch(() => undefined);
  if (now === stale) await rm(file, { force: true });
  await rm(claim, { force: true });
}

function isAlive(holder: string): boolean {
  const [pidText = '', mark = ''] = holder.split(' ');
  const pid = Number.parseInt(pidText, 10);
  return pid > 0 && isSameProcess(pid, mark);
}
