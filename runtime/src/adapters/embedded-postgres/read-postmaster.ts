import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { readCommandLine } from './read-command-line.ts';
import { readProcessMark } from './read-process-mark.ts';
import { readSmallFile } from './read-small-file.ts';

/** What postmaster.pid says of the server that has the cluster open. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

/**
 * Reads postmaster.pid of a cluster; undefined when there is none, `unfinished` when it is not written to its end.
 * Lines as in src/include/utils/pidfile.h: 1 pid, 2 data folder, 3 start time, 4 port, 8 status.
 */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | 'unfinished' | undefined> {
  const text = await readSmallFile(path.join(clusterDir, 'postmaster.pid'));
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/);
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  if (!(pid > 0) || !(port > 0)) return 'unfinished';
  return { pid, port, isReady: lines[7]?.trim() === 'ready' };
}

/** True when the process lives and is a postgres that was started on this cluster, not another program with its id. */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (readProcessMark(pid) === undefined) return false;
  const commandLine = readCommandLine(pid);
  if (!commandLine.includes('postgres')) return false;
  return commandLine.includes(`-D ${clusterDir} `) || readWorkingFolder(pid) === clusterDir;
}

/** Every server changes to its cluster, also one that was started by hand with another spelling of the path. */
function readWorkingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
