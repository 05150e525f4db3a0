import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { MakeUrl } from './connection-url.ts';
import { probeCluster } from './probe-cluster.ts';
import { readPostmaster } from './read-postmaster.ts';
import type { ServerLog } from './spawn-postmaster.ts';

const POLL_MS = 10;
/** After a crash Postgres first replays its log, which takes as long as a checkpoint is old. */
const READY_TIMEOUT_MS = 120_000;

/** What the system says when a port is taken: POSIX, and Winsock. */
const PORT_TAKEN = /Address already in use|Only one usage of each socket address/;
/** Two checks of Postgres: CreateLockFile in miscinit.c and PGSharedMemoryCreate in sysv_shmem.c. */
const STILL_IN_USE = /is still in use|lock file "postmaster.pid" already exists/;

/** How a start ended; `reason` is the last thing that the server said. */
export type StartOutcome =
  | { state: 'ready' }
  | { state: 'port_taken' | 'still_in_use' | 'failed'; reason: string };

/** Waits until the server that we spawned answers a real connection, or has ended, or the time is up. */
export async function waitUntilReady(
  child: ChildProcess,
  log: ServerLog,
  makeUrl: MakeUrl,
  port: number,
  clusterDir: string,
): Promise<StartOutcome> {
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null || child.signalCode !== null) return explainExit(log);
    const postmaster = await readPostmaster(clusterDir);
    const isUp = typeof postmaster === 'object' && postmaster.pid === child.pid && postmaster.isReady;
    if (isUp && (await probeCluster(makeUrl, port, clusterDir)) === 'ours') return { state: 'ready' };
    await wait(POLL_MS);
  }
  return { state: 'failed', reason: `it did not answer within ${READY_TIMEOUT_MS / 1000} seconds` };
}

/** The server's own words are the only place where it says why it ended; LC_ALL=C keeps them English. */
async function explainExit(log: ServerLog): Promise<StartOutcome> {
  const said = (await readFile(log.file)).subarray(log.startBytes).toString('utf8').trim();
  const lines = said.split('\n');
  const reason = (lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '').slice(0, 500);
  if (PORT_TAKEN.test(said)) return { state: 'port_taken', reason };
  if (STILL_IN_USE.test(said)) return { state: 'still_in_use', reason };
  return { state: 'failed', reason };
}
