import { type ChildProcess, spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { explainSpawnError } from './explain-spawn-error.ts';
import type { Place } from './place-cluster.ts';
import { SERVER_SETTINGS, type ServerSettings } from './server-settings.ts';
import { spawnOptions } from './spawn-options.ts';

const LOG_MAX_BYTES = 5_000_000;

/** The file that holds what the server says, and where this start's lines begin in it. */
export type ServerLog = { file: string; startBytes: number };

/**
 * Spawns the server in a session of its own, so that a Ctrl-C for the hub does not reach it and the hub can
 * finish its work first. Throws `database.unavailable` when the program does not start at all.
 */
export async function spawnPostmaster(
  place: Place,
  binDir: string,
  port: number,
  settings: ServerSettings,
): Promise<{ child: ChildProcess; log: ServerLog }> {
  const log = await openLog(path.join(place.dataDir, 'postgres.log'));
  const handle = await open(log.file, 'a', 0o600);
  try {
    const program = path.join(binDir, 'bin', 'postgres');
    const child = spawn(program, postmasterArgs(place.clusterDir, port, settings), {
      ...spawnOptions(place),
      detached: true,
      stdio: ['ignore', handle.fd, handle.fd],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => reject(explainSpawnError(program, cause)));
    });
    child.unref();
    return { child, log };
  } finally {
    await handle.close();
  }
}

function postmasterArgs(clusterDir: string, port: number, settings: ServerSettings): string[] {
  const all = { ...SERVER_SETTINGS, port: String(port), ...settings };
  return ['-D', clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** One older file is kept; within a run the log is bounded by the settings, which leave almost nothing to log. */
async function openLog(file: string): Promise<ServerLog> {
  const size = await stat(file).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size <= LOG_MAX_BYTES) return { file, startBytes: size };
  await rename(file, `${file}.1`);
  return { file, startBytes: 0 };
}
