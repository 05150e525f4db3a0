import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask } from './support/ask.ts';
import {
  type Bench,
  everybody,
  findCluster,
  findServer,
  killServer,
  makeBench,
  ready,
  removeInstallation,
} from './support/bench.ts';

afterAll(removeInstallation);

describe.each(everybody)('recovery by $name', (who) => {
  let bench: Bench;
  let clean = async () => {};
  beforeAll(async () => {
    bench = await makeBench(who, { onEnd: (end) => (clean = end) });
  });
  afterEach(() => bench.reset());
  afterAll(() => clean());

  it('what was committed is there after the server was killed', async () => {
    const first = bench.start();
    const { url } = await ready(first);
    await ask(url, 'create table counted (id int)');
    await ask(url, 'insert into counted select generate_series(1, 1000)');
    await killServer(bench.dataDir);
    // The hub that lost its server ends as usual.
    await first.stop();
    const second = bench.start();
    const after = await ready(second);
    expect(after.isAdopted).toBe(false);
    expect(await ask(after.url, 'select count(*)::int as rows from counted')).toEqual([{ rows: 1000 }]);
    await second.stop();
  });

  it('hub and server killed together leave nothing that hinders the next start', async () => {
    const first = bench.start();
    const { url } = await ready(first);
    await ask(url, `create table if not exists kept as select 'yes' as answer`);
    await first.kill();
    await killServer(bench.dataDir);
    const second = bench.start();
    const after = await ready(second);
    expect(after.isAdopted).toBe(false);
    expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await second.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });

  it('a pid file that names another living program is overcome, and that program is left alone', async () => {
    const first = bench.start();
    await ready(first);
    const pidFile = path.join(await findCluster(bench.dataDir), 'postmaster.pid');
    const { uid } = await stat(pidFile);
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
    await first.kill();
    await killServer(bench.dataDir);

    // Postgres itself refuses only when the other program runs as the same user.
    const isOther = uid !== process.getuid?.();
    const other = spawn('sleep', ['600'], { cwd: '/', ...(isOther ? { uid } : {}) });
    onTestFinished(() => void other.kill('SIGKILL'));
    await once(other, 'spawn');
    await writeFile(pidFile, [other.pid, ...rest].join('\n'));

    const second = bench.start();
    const after = await ready(second);
    expect(after.isAdopted).toBe(false);
    expect(second.lines.join()).toContain(`process ${other.pid}`);
    await second.stop();
    expect(other.exitCode ?? other.signalCode).toBeNull();
  });

  it('an empty pid file, as a power loss leaves it, is overcome', async () => {
    const first = bench.start();
    const { url } = await ready(first);
    await ask(url, `create table if not exists kept as select 'yes' as answer`);
    const pidFile = path.join(await findCluster(bench.dataDir), 'postmaster.pid');
    await first.kill();
    await killServer(bench.dataDir);
    await writeFile(pidFile, '');
    const second = bench.start();
    const after = await ready(second);
    expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await second.stop();
  });
});
