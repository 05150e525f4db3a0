import path from 'node:path';
import { createMakeUrl } from './connection-url.ts';
import { explainFileError } from './explain-file-error.ts';
import { findBinaries } from './find-binaries.ts';
import { initCluster } from './init-cluster.ts';
import { keepPassword } from './keep-password.ts';
import { obtainServer } from './obtain-server.ts';
import { openDataDir } from './open-data-dir.ts';
import { placeCluster } from './place-cluster.ts';
import { prepareBinaries } from './prepare-binaries.ts';
import { readSmallFile } from './read-small-file.ts';
import type { ServerSettings } from './server-settings.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { takeLease } from './take-lease.ts';
import { withLock } from './with-lock.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** Where the data lies, which port (else a free one, kept from then on), and who hears what happens. */
export type EmbeddedPostgresOptions = {
  dataDir: string;
  port?: number;
  log: (line: string) => void;
  /** Server settings over ours; an adopted server keeps its own. Only tests may weaken `fsync`. */
  settings?: ServerSettings;
};

/** A running server. `isAdopted` says that it lived already; `stop` ends it when no other living process uses it. */
export type EmbeddedPostgres = { url: string; port: number; isAdopted: boolean; stop(): Promise<void> };

const LOCK_TIMEOUT_MS = 180_000;

/**
 * Starts the embedded Postgres on a data folder, or adopts the one that lives there already.
 * The server belongs to all processes that use it: the last living one that stops ends it, a killed one counts no
 * more, and a server that outlived all of them goes to the next that starts.
 * Throws `database.unavailable`, with what to do, when there can be none.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const dataDir = await openDataDir(options.dataDir);
    const lockFile = path.join(dataDir, 'postgres.lock');
    return await withLock(lockFile, LOCK_TIMEOUT_MS, () => startWithLockHeld(dataDir, lockFile, options));
  } catch (error) {
    throw explainFileError(error);
  }
}

async function startWithLockHeld(
  dataDir: string,
  lockFile: string,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const binaries = findBinaries();
  const place = await placeCluster(dataDir, options.log);
  const binDir = await prepareBinaries(binaries, path.join(place.homeDir, 'postgres-binaries'));
  const password = await keepPassword(place);
  await initCluster(place, binaries, binDir, password);
  const portFile = path.join(dataDir, 'postgres.port');
  const keptPort = readPort(await readSmallFile(portFile));
  const makeUrl = createMakeUrl(password);
  const server = await obtainServer({
    place,
    binDir,
    wantedPort: options.port ?? keptPort,
    isPortFixed: options.port !== undefined,
    settings: options.settings ?? {},
    makeUrl,
    log: options.log,
  });
  if (server.port !== keptPort) await writeWholeFile(portFile, `${server.port}\n`);
  const lease = await takeLease(dataDir);
  let stopped: Promise<void> | undefined;
  const stopOnce = () =>
    withLock(lockFile, LOCK_TIMEOUT_MS, async () => {
      if (await lease.release()) await stopPostmaster(place, binDir);
    });
  return {
    ...server,
    url: makeUrl(server.port),
    stop() {
      stopped ??= stopOnce();
      return stopped;
    },
  };
}

function readPort(text: string | undefined): number | undefined {
  const port = Number.parseInt(text ?? '', 10);
  return port > 0 ? port : undefined;
}
