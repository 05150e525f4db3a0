import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readErrorCode } from './refuse.ts';

const PS_TIMEOUT_MS = 5000;

/**
 * Returns a mark of one life of a process, or undefined when it is dead or a zombie.
 * Process ids are reused: the same id with another mark is another process. `alive` where the system has no mark.
 */
export function readProcessMark(pid: number, platform: string = process.platform): string | undefined {
  if (!isSignalable(pid)) return undefined;
  if (platform === 'linux') return readLinuxMark(pid);
  if (platform === 'win32') return 'alive';
  return readPsMark(pid);
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return readErrorCode(error) === 'EPERM';
  }
}

/** Field 3 is the state and field 22 the start in clock ticks since boot: man page proc_pid_stat(5). */
function readLinuxMark(pid: number): string | undefined {
  const stat = readFileOrEmpty(`/proc/${pid}/stat`);
  // A /proc mounted with hidepid shows no processes of other users.
  if (stat === '') return isSignalable(pid) ? 'alive' : undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `started-${fields[19]}`;
}

function readPsMark(pid: number): string | undefined {
  const args = ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)];
  const ps = spawnSync('ps', args, { encoding: 'utf8', timeout: PS_TIMEOUT_MS });
  const [state = '', ...started] = (ps.stdout ?? '').trim().split(/\s+/);
  return state === '' || state.startsWith('Z') ? undefined : `started-${started.join('-')}`;
}

/** True when the process that had this mark still lives, or when the system does not let us know better. */
export function isSameProcess(pid: number, mark: string): boolean {
  const now = readProcessMark(pid);
  return now !== undefined && (now === mark || now === 'alive' || mark === 'alive');
}

function readFileOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
