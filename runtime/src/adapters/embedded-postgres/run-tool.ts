import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { explainSpawnError } from './explain-spawn-error.ts';
import type { Place } from './place-cluster.ts';
import { spawnOptions } from './spawn-options.ts';

const execFileAsync = promisify(execFile);
const OUTPUT_MAX_BYTES = 1_000_000;

/** Runs a Postgres program to its end. Throws `database.unavailable` with what the program said when it fails. */
export async function runTool(
  program: string,
  args: string[],
  place: Place,
  timeoutMs: number,
): Promise<void> {
  try {
    await execFileAsync(program, args, {
      ...spawnOptions(place),
      timeout: timeoutMs,
      maxBuffer: OUTPUT_MAX_BYTES,
    });
  } catch (cause) {
    throw explainSpawnError(program, cause);
  }
}
