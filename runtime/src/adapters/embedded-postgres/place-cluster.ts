import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pickUser, type RunAs } from './pick-user.ts';
import { readSmallFile } from './read-small-file.ts';
import { readErrorCode, refuse } from './refuse.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** Where everything lies. `homeDir` is the data folder, or a place outside it that an unprivileged user can reach. */
export type Place = { dataDir: string; homeDir: string; clusterDir: string; runAs: RunAs | undefined };

const PLACES_MAX = 100;
const OWNER_AND_TRAVERSE = 0o711;

/**
 * Decides where the cluster of a data folder lies. Call it with the lock held. As root under a private folder such as /root it lies in
 * /var/lib, and `postgres.location` in the data folder says where.
 * Throws `database.unavailable` when the data folder names a place that is gone or that cannot be reached.
 */
export async function placeCluster(dataDir: string, log: (line: string) => void): Promise<Place> {
  const insideDir = path.join(dataDir, 'postgres');
  const runAs = await pickUser(insideDir);
  const locationFile = path.join(dataDir, 'postgres.location');
  const location = await readSmallFile(locationFile);
  if (location !== undefined) return placeElsewhere(dataDir, location, locationFile);
  if (runAs === undefined || (await canTraverse(dataDir, runAs))) {
    return { dataDir, homeDir: dataDir, clusterDir: insideDir, runAs };
  }
  if (await isFolder(insideDir)) {
    throw refuse(
      `User ${runAs.name} cannot reach ${insideDir}. Run chmod o+x on the folders above it, then try again.`,
    );
  }
  const homeDir = await makeHome(dataDir);
  await writeWholeFile(locationFile, `${homeDir}\n`);
  log(
    `Postgres does not run as root, and ${runAs.name} cannot reach ${dataDir}: the database lies in ${homeDir}`,
  );
  return placeElsewhere(dataDir, homeDir, locationFile);
}

async function placeElsewhere(dataDir: string, homeDir: string, locationFile: string): Promise<Place> {
  if (!path.isAbsolute(homeDir) || !(await isFolder(homeDir))) {
    throw refuse(
      `${locationFile} says that the database lies in ${homeDir}, which is gone. Bring it back, or remove the file to start empty.`,
    );
  }
  const clusterDir = path.join(homeDir, 'postgres');
  return { dataDir, homeDir, clusterDir, runAs: await pickUser(clusterDir) };
}

/** An older place of a data folder that was removed since keeps its data: it is left alone. */
async function makeHome(dataDir: string): Promise<string> {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  for (const base of ['/var/lib', tmpdir()]) {
    for (let attempt = 1; attempt <= PLACES_MAX; attempt += 1) {
      const homeDir = path.join(base, `seikyu-${hash}${attempt === 1 ? '' : `-${attempt}`}`);
      const made = await tryMakeHome(homeDir);
      if (made === 'made') return homeDir;
      if (made === 'refused') break;
    }
  }
  throw refuse(
    `No folder outside ${dataDir} can be made for the database. Choose another data folder, or set DATABASE_URL.`,
  );
}

async function tryMakeHome(homeDir: string): Promise<'made' | 'taken' | 'refused'> {
  try {
    await mkdir(homeDir, { mode: OWNER_AND_TRAVERSE });
    await chmod(homeDir, OWNER_AND_TRAVERSE);
    return 'made';
  } catch (error) {
    return readErrorCode(error) === 'EEXIST' ? 'taken' : 'refused';
  }
}

async function canTraverse(folder: string, user: RunAs): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || canTraverse(parent, user);
}

async function isFolder(folder: string): Promise<boolean> {
  return lstat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
