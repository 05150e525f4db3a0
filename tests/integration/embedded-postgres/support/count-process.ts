import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../../../../runtime/src/adapters/embedded-postgres/with-lock.ts';

/** Adds to a number in a file by reading and writing, which loses turns unless the lock holds. */
const [folder = '', turns = '0'] = process.argv.slice(2);
const file = path.join(folder, 'count');

for (let turn = 0; turn < Number.parseInt(turns, 10); turn += 1) {
  await withLock(path.join(folder, 'lock'), 60_000, async () => {
    const count = Number.parseInt(await readFile(file, 'utf8'), 10);
    await writeFile(file, String(count + 1));
  });
}
