import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSameProcess, readProcessMark } from './read-process-mark.ts';
import { readSmallFile } from './read-small-file.ts';

/** One use of the server by one process; `release` returns true when nobody living uses it any more. */
export type Lease = { release(): Promise<boolean> };

const FOLDER = 'postgres.users';
let leasesTaken = 0;

/** Records that this process uses the server. Call it, and release it, with the lock held. */
export async function takeLease(dataDir: string): Promise<Lease> {
  const folder = path.join(dataDir, FOLDER);
  leasesTaken += 1;
  const file = path.join(folder, `${process.pid}-${leasesTaken}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, readProcessMark(process.pid) ?? 'alive', { mode: 0o600 });
  return {
    async release() {
      await rm(file, { force: true });
      return (await countLiving(folder)) === 0;
    },
  };
}

/** Leases of processes that died without releasing are removed. */
async function countLiving(folder: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const mark = await readSmallFile(file);
    if (mark !== undefined && isSameProcess(Number.parseInt(name, 10), mark)) living += 1;
    else await rm(file, { force: true });
  }
  return living;
}
