import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import {
  isSameProcess,
  readProcessMark,
} from '../../../runtime/src/adapters/embedded-postgres/read-process-mark.ts';

it('a living process has a mark that stays the same', () => {
  const mark = readProcessMark(process.pid);
  expect(mark).toBeDefined();
  expect(readProcessMark(process.pid)).toBe(mark);
  expect(isSameProcess(process.pid, mark ?? '')).toBe(true);
});

it('an id that another process has now is not the same process', () => {
  const child = `started-0`;
  expect(isSameProcess(process.pid, child)).toBe(process.platform === 'win32');
});

it('a dead process has no mark and is no process', async () => {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  await once(child, 'exit');
  expect(readProcessMark(pid)).toBeUndefined();
  expect(isSameProcess(pid, 'alive')).toBe(false);
});
