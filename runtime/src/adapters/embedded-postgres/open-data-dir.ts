import { randomUUID } from 'node:crypto';
import { chmod, mkdir, realpath, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { readErrorCode, refuse } from './refuse.ts';

/** As root the cluster lies inside but runs as somebody else, who must get through without seeing the names. */
const OWNER_AND_TRAVERSE = 0o711;
const OWNER_ONLY = 0o700;

/** Makes the data folder when it is missing and returns its real path. Throws `database.unavailable` when it cannot be written. */
export async function openDataDir(folder: string): Promise<string> {
  const mode = process.getuid?.() === 0 ? OWNER_AND_TRAVERSE : OWNER_ONLY;
  try {
    const firstMade = await mkdir(folder, { recursive: true, mode });
    if (firstMade !== undefined) await chmod(folder, mode);
    const dataDir = await realpath(folder);
    const probe = path.join(dataDir, `postgres.probe-${randomUUID()}`);
    await mkdir(probe);
    await rmdir(probe);
    return dataDir;
  } catch (cause) {
    throw refuse(
      `The data folder ${path.resolve(folder)} cannot be written (${readErrorCode(cause) ?? 'unknown reason'}). ` +
        'Give this user the right to write there, choose another data folder, or set DATABASE_URL.',
      cause,
    );
  }
}
