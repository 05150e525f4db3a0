import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { MakeUrl } from './connection-url.ts';
import { probeCluster } from './probe-cluster.ts';
import { isPostmasterOf, readPostmaster } from './read-postmaster.ts';
import { readProcessMark } from './read-process-mark.ts';
import { refuse } from './refuse.ts';

const POLL_MS = 20;
const ADOPT_TIMEOUT_MS = 60_000;
/** A server writes its pid file within a millisecond; one that stays unfinished longer is the rest of a crash. */
const UNFINISHED_TIMEOUT_MS = 1000;

/**
 * Returns the port of a server that lives on this cluster and answers with our password, or undefined when there is
 * none and one may be started. A server that is starting or stopping is waited for; a pid file that names another
 * program is disarmed. Throws `database.unavailable` when a server lives on the cluster but does not answer.
 */
export async function adoptPostmaster(
  clusterDir: string,
  makeUrl: MakeUrl,
  log: (line: string) => void,
): Promise<number | undefined> {
  const startMs = performance.now();
  while (performance.now() < startMs + ADOPT_TIMEOUT_MS) {
    const postmaster = await readPostmaster(clusterDir);
    if (postmaster === undefined) return undefined;
    if (postmaster === 'unfinished') {
      if (performance.now() > startMs + UNFINISHED_TIMEOUT_MS) {
        log('the pid file of the database is the rest of a crash: recovering');
        await rm(path.join(clusterDir, 'postmaster.pid'), { force: true });
      }
    } else {
      const { pid, port } = postmaster;
      if ((await probeCluster(makeUrl, port, clusterDir)) === 'ours') return port;
      if (!isPostmasterOf(pid, clusterDir)) {
        log(`the pid file of the database names process ${pid}, which is no server of it: recovering`);
        if (readProcessMark(pid) !== undefined) await disarmPidFile(clusterDir, pid);
        return undefined;
      }
    }
    await wait(POLL_MS);
  }
  throw refuse(
    `A server lives on ${clusterDir} but does not answer with our password. Stop it, then try again.`,
  );
}

/**
 * Postgres refuses to start while the process of its pid file lives, whatever program that is. It ignores its own
 * parent (CreateLockFile in miscinit.c), so our id goes into the first line. The file stays, because its shared
 * memory key guards against server processes that outlived their postmaster.
 */
async function disarmPidFile(clusterDir: string, stalePid: number): Promise<void> {
  const handle = await open(path.join(clusterDir, 'postmaster.pid'), 'r+');
  try {
    const rest = (await handle.readFile('utf8')).slice(String(stalePid).length);
    await handle.truncate(0);
    await handle.write(`${process.pid}${rest}`, 0);
  } finally {
    await handle.close();
  }
}
