import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Place } from './place-cluster.ts';
import { readSmallFile } from './read-small-file.ts';
import { refuse } from './refuse.ts';
import { writeWholeFile } from './write-whole-file.ts';

const PASSWORD_BYTES = 24;

/**
 * Returns the password of the cluster, made of URL-safe characters at the first start and kept in the data folder.
 * It is on disk before the cluster is, so no crash leaves a cluster that nobody can open.
 * Throws `database.unavailable` when there is a cluster and its password is gone.
 */
export async function keepPassword(place: Place): Promise<string> {
  const file = path.join(place.dataDir, 'postgres.password');
  const kept = await readSmallFile(file);
  if (kept !== undefined && kept !== '') return kept;
  if ((await readSmallFile(path.join(place.clusterDir, 'PG_VERSION'))) !== undefined) {
    throw refuse(
      `${file} is gone, and the database in ${place.clusterDir} opens with no other password. Bring it back.`,
    );
  }
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  await writeWholeFile(file, `${password}\n`);
  return password;
}
