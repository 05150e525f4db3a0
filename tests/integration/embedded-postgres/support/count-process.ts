import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../../../../runtime/src/adapters/embedded-postgres/with-lock.ts';

/**
 * Adds to a number in a file by reading and writing, which loses turns unless the lock holds.
 * Between turns it leaves the lock as a process that died with it would, so that all others come to the rescue at once.
 */
const [folder = '', turns = '0', deadPid = ''] = process.argv.slice(2);
const count = path.join(folder, 'count');
const lock = path.join(folder, 'lock');

for (let turn = 0; turn < Number.parseInt(turns, 10); turn += 1) {
  await withLock(lock, 60_000, async () => {
    const before = Number.parseInt(await readFile(count, 'utf8'), 10);
    await writeFile(count, String(before + 1));
  });
  const id = randomUUID();
  const dead = path.join(folder, id);
  await writeFile(dead, `${deadPid} started-1 ${id}`);
  await link(dead, lock).catch(() => undefined);
  await rm(dead);
}
