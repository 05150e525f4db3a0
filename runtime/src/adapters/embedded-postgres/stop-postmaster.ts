import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './place-cluster.ts';
import { isPostmasterOf, readPostmaster } from './read-postmaster.ts';
import { refuse } from './refuse.ts';
import { runTool } from './run-tool.ts';

const POLL_MS = 10;
const FAST_TIMEOUT_MS = 30_000;
const IMMEDIATE_TIMEOUT_MS = 10_000;

/**
 * Stops the server of a cluster and waits until it is gone: first fast (running transactions are rolled back, a
 * checkpoint is written), then, if that takes too long, immediate, from which the next start recovers.
 * Throws `database.unavailable` when the server survives both.
 */
export async function stopPostmaster(place: Place, binDir: string): Promise<void> {
  const postmaster = await readPostmaster(place.clusterDir);
  if (postmaster === undefined || postmaster === 'unfinished') return;
  if (process.platform === 'win32') return stopByPgCtl(place, binDir);
  const { pid } = postmaster;
  if (!isPostmasterOf(pid, place.clusterDir)) return;
  if (await signalAndWait(pid, 'SIGINT', FAST_TIMEOUT_MS, place.clusterDir)) return;
  if (await signalAndWait(pid, 'SIGQUIT', IMMEDIATE_TIMEOUT_MS, place.clusterDir)) return;
  throw refuse(`The database in ${place.clusterDir} (process ${pid}) does not stop.`);
}

/** Signals of a postmaster: https://www.postgresql.org/docs/18/server-shutdown.html */
async function signalAndWait(
  pid: number,
  signal: 'SIGINT' | 'SIGQUIT',
  timeoutMs: number,
  clusterDir: string,
): Promise<boolean> {
  process.kill(pid, signal);
  const deadlineMs = performance.now() + timeoutMs;
  while (performance.now() < deadlineMs) {
    if (!isPostmasterOf(pid, clusterDir)) return true;
    await wait(POLL_MS);
  }
  return false;
}

/** Windows has no signals: pg_ctl speaks to the server through its named pipe. */
function stopByPgCtl(place: Place, binDir: string): Promise<void> {
  const args = ['stop', '-D', place.clusterDir, '-m', 'fast', '-w', '-t', String(FAST_TIMEOUT_MS / 1000)];
  return runTool(path.join(binDir, 'bin', 'pg_ctl'), args, place, FAST_TIMEOUT_MS + IMMEDIATE_TIMEOUT_MS);
}
