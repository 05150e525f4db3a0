import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { withLock } from '../../../runtime/src/adapters/embedded-postgres/with-lock.ts';

const counter = fileURLToPath(new URL('./support/count-process.ts', import.meta.url));
const PROCESSES = 4;
const TURNS = 25;
/** No process has an id this high (pid_max is at most 2^22 on Linux, 99999 on macOS). */
const DEAD_PID = String(2 ** 30);
const DEAD = `${DEAD_PID} started-1 of-a-dead-one`;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seikyu-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it('one process at a time holds the lock, also when several find the lock of a dead one at once', async () => {
  const folder = await makeFolder();
  await writeFile(path.join(folder, 'count'), '0');
  await writeFile(path.join(folder, 'lock'), DEAD);
  const children = Array.from({ length: PROCESSES }, () =>
    fork(counter, [folder, String(TURNS), DEAD_PID], { execArgv: ['--no-warnings'] }),
  );
  const exits = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(exits.map(([code]) => code)).toEqual(children.map(() => 0));
  expect(await readFile(path.join(folder, 'count'), 'utf8')).toBe(String(PROCESSES * TURNS));
  // The last one may have left its lock behind.
  await withLock(path.join(folder, 'lock'), 10_000, async () => undefined);
  expect(await readdir(folder)).toEqual(['count']);
});

it('a lock that a power loss left empty is taken over', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'lock');
  await writeFile(file, '');
  expect(await withLock(file, 10_000, async () => 'done')).toBe('done');
  expect(await readdir(folder)).toEqual([]);
});

it('a rescuer that died while it removed a dead lock hinders nobody', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'lock');
  await writeFile(file, DEAD);
  await writeFile(`${file}-of-of-a-dead-one`, DEAD.replace('one', 'rescuer'));
  expect(await withLock(file, 10_000, async () => 'done')).toBe('done');
  expect(await readdir(folder)).toEqual([]);
});

it('waiting for a living holder ends with its process id, and the lock stays with it', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'lock');
  await withLock(file, 0, async () => {
    await expect(withLock(file, 0, async () => 'never')).rejects.toMatchObject({
      code: 'database.unavailable',
      detail: expect.stringContaining(`(${process.pid})`),
    });
    expect(await readdir(folder)).toEqual(['lock']);
  });
});

it('work that fails gives the lock back', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'lock');
  const failing = withLock(file, 0, () => Promise.reject(new Error('work failed')));
  await expect(failing).rejects.toThrow('work failed');
  expect(await readdir(folder)).toEqual([]);
});
