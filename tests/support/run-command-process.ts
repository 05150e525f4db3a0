import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const RUNTIME = fileURLToPath(new URL('../../runtime/', import.meta.url));

/** A command of the line that ended: its exit code, null when it was killed, and what it wrote. */
export type CommandOutcome = { code: number | null; output: string; errors: string };

/** Runs `seikyu <args>` in a process of its own, with these variables; `whenStarted` may kill it. */
export async function runCommandProcess(
  args: string[],
  environment: Record<string, string>,
  whenStarted: (child: ChildProcess) => void = () => undefined,
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, ['run-hub.mjs', ...args], {
    cwd: RUNTIME,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const ended = once(child, 'close');
  whenStarted(child);
  await ended;
  return { code: child.exitCode, output, errors };
}
