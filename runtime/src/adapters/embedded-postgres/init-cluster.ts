import { chown, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { DATABASE_USER } from './connection-url.ts';
import type { Binaries } from './find-binaries.ts';
import type { RunAs } from './pick-user.ts';
import type { Place } from './place-cluster.ts';
import { readSmallFile } from './read-small-file.ts';
import { refuse } from './refuse.ts';
import { runTool } from './run-tool.ts';

const INITDB_TIMEOUT_MS = 120_000;
const STAGING_PREFIX = 'postgres.initializing-';

/**
 * Makes the cluster when there is none: checksums, UTF-8 and code point order, the same on every platform and libc.
 * It is made aside and renamed, so a crash never leaves half a cluster.
 * Throws `database.unavailable` when initdb fails or the cluster is of another major version.
 */
export async function initCluster(
  place: Place,
  binaries: Binaries,
  binDir: string,
  password: string,
): Promise<void> {
  const version = await readSmallFile(path.join(place.clusterDir, 'PG_VERSION'));
  if (version !== undefined) {
    if (version === binaries.majorVersion) return;
    throw refuse(
      `The database in ${place.clusterDir} was made by Postgres ${version}, this hub brings ${binaries.majorVersion}. ` +
        `Move it with pg_dump of Postgres ${version}, or choose another data folder.`,
    );
  }
  if (place.runAs === undefined && !hasUserEntry()) {
    throw refuse(
      `User id ${process.getuid?.()} has no entry in /etc/passwd, which Postgres needs to make a database. ` +
        'Start the hub as a user with an entry, or set DATABASE_URL.',
    );
  }
  await removeLeftovers(place.homeDir);
  const staging = path.join(place.homeDir, `${STAGING_PREFIX}${process.pid}`);
  const passwordFile = `${staging}.password`;
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (place.runAs !== undefined) await handOver([staging, passwordFile], place.runAs);
    const initdb = path.join(binDir, 'bin', 'initdb');
    await runTool(initdb, initdbArgs(staging, passwordFile), place, INITDB_TIMEOUT_MS);
    await rename(staging, place.clusterDir);
    await syncFolder(place.homeDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

function initdbArgs(clusterDir: string, passwordFile: string): string[] {
  return [
    `--pgdata=${clusterDir}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
}

/** Containers often run as an id that no file names. */
function hasUserEntry(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

async function handOver(files: string[], runAs: RunAs): Promise<void> {
  for (const file of files) await chown(file, runAs.uid, runAs.gid);
}

async function removeLeftovers(homeDir: string): Promise<void> {
  for (const name of await readdir(homeDir)) {
    if (name.startsWith(STAGING_PREFIX)) await rm(path.join(homeDir, name), { recursive: true, force: true });
  }
}

/** A rename is on disk only when its folder is; Windows cannot open a folder, and NTFS journals the rename. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
