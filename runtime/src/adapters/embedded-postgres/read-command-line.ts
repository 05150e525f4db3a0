import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PS_TIMEOUT_MS = 5000;

/** Returns the command line of a living process with spaces between its words, or an empty text when it cannot be read. */
export function readCommandLine(pid: number, platform: string = process.platform): string {
  if (platform === 'win32') return '';
  if (platform === 'linux') return readProcFile(pid).replaceAll('\0', ' ');
  const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: PS_TIMEOUT_MS,
  });
  return ps.stdout ?? '';
}

function readProcFile(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
