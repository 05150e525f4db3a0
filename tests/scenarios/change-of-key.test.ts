import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeyWorld, type KeyWorld } from '../flow/keys/support/key-world.ts';
import { idOf } from '../flow/keys/support/with-keys.ts';
import { runCommandProcess } from '../support/run-command-process.ts';
import { findFreePort, spawnHub } from '../support/spawn-hub.ts';

const first = randomBytes(32);
let world: KeyWorld;
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  world = await createKeyWorld(first);
  folder = await mkdtemp(join(tmpdir(), 'seikyu-change-of-key-'));
  await writeFile(join(folder, 'secret.key'), first.toString('base64'));
  environment = {
    DATABASE_URL: world.loop.hub.databaseUrl,
    SEIKYU_DATA: folder,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_LOG_LEVEL: 'error',
  };
});
afterAll(async () => {
  await world.loop.close();
  await rm(folder, { recursive: true });
});

const keys = (...args: string[]) => runCommandProcess(['keys', ...args], environment);
const keysOfFile = async (): Promise<Buffer[]> =>
  (await readFile(join(folder, 'secret.key'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64'));

test('the key of a data folder is changed by commands while the hub runs, killed in between, and the old one is taken away', {
  timeout: 240_000,
}, async () => {
  await world.answer(2_000);
  const before = await world.countUnder(idOf(first));
  let hub = spawnHub('start', environment);
  await hub.ready();

  expect(await keys('rotate')).toMatchObject({ code: 0, errors: '' });
  const [second = first, kept] = await keysOfFile();
  expect(kept).toEqual(first);
  // The hub that runs does not have the new key.
  const early = await keys('reseal');
  expect(early).toMatchObject({ code: 1, errors: expect.stringContaining(`seals with key ${idOf(first)}`) });
  expect(await hub.stop()).toBe(0);
  hub = spawnHub('start', environment);
  await hub.ready();
  expect(await keys('remove', '--key', idOf(first))).toMatchObject({ code: 1 });

  const killed = await runCommandProcess(['keys', 'reseal'], environment, (child) => {
    child.stdout?.once('data', () => child.kill('SIGKILL'));
  });
  expect(killed.code).toBeNull();
  const done = await keys('reseal');
  expect(done).toMatchObject({ code: 0, errors: '' });
  await world.restart(second, first);
  expect(await world.countUnder(idOf(first))).toBe(0);
  expect(await world.countUnder(idOf(second))).toBe(before);
  const status = await keys('status');
  expect(status.output).toContain(`key ${idOf(second)} seals: ${before} values`);
  expect(status.output).toContain(`key ${idOf(first)} only opens: 0 values. It can be taken away`);

  expect(await keys('remove', '--key', idOf(first))).toMatchObject({ code: 0, errors: '' });
  expect(await keysOfFile()).toEqual([second]);
  expect(await hub.stop()).toBe(0);
  hub = spawnHub('start', environment);
  await hub.ready();
  await hub.stop();
  await world.restart(second);
  expect(await world.findFaults()).toEqual([]);
  expect(await runCommandProcess(['audit', 'verify'], environment)).toMatchObject({ code: 0, errors: '' });

  // Nothing that was printed holds a key.
  const printed = [early, killed, done, status].map(({ output, errors }) => output + errors).join('\n');
  for (const key of [first, second]) expect(printed).not.toContain(key.toString('base64'));
});

test('a hub with another key ends at once, names the key that is missing, and opens no port', {
  timeout: 120_000,
}, async () => {
  const [current = first] = await keysOfFile();
  const wrong = { ...environment, SEIKYU_SECRET_KEY: randomBytes(32).toString('base64') };
  const ended = await runCommandProcess(['start'], wrong);
  expect(ended.code).toBe(1);
  expect(ended.errors).toContain(`config.invalid: Stored secrets are sealed with key ${idOf(current)}`);
  await expect(fetch(`http://127.0.0.1:${environment['SEIKYU_PORT']}/healthz`)).rejects.toThrow();
  const told = await runCommandProcess(['keys', 'rotate'], {
    ...environment,
    SEIKYU_SECRET_KEY: current.toString('base64'),
  });
  expect(told).toMatchObject({ code: 0, output: expect.stringContaining('SEIKYU_OTHER_SECRET_KEYS') });
  expect(await keysOfFile()).toEqual([current]);
});
