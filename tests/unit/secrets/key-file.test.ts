import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addKeyToFile,
  loadKeyFile,
  removeKeyFromFile,
} from '../../../runtime/src/adapters/secrets/key-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seikyu-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const idsOf = async (): Promise<string[]> => (await loadKeyFile(folder)).map(({ id }) => id);

test('processes that start at once on an empty folder have the same key', async () => {
  const rings = await Promise.all(Array.from({ length: 8 }, () => loadKeyFile(folder)));
  expect(new Set(rings.map(([{ id }]) => id)).size).toBe(1);
  expect(await readdir(folder)).toEqual(['secret.key']);
});

test('a new key comes first, the others stay in their order, and only the owner may read the file', async () => {
  const [first] = await idsOf();
  const [second] = (await addKeyToFile(folder)).map(({ id }) => id);
  const [third] = (await addKeyToFile(folder)).map(({ id }) => id);
  expect(new Set([first, second, third]).size).toBe(3);
  expect(await idsOf()).toEqual([third, second, first]);
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secret.key']);
});

test('a key is taken out alone, and the first one stays whatever is asked', async () => {
  const [first = ''] = await idsOf();
  const [second = ''] = (await addKeyToFile(folder)).map(({ id }) => id);
  const [third = ''] = (await addKeyToFile(folder)).map(({ id }) => id);
  await removeKeyFromFile(folder, second);
  expect(await idsOf()).toEqual([third, first]);
  await removeKeyFromFile(folder, third);
  expect(await idsOf()).toEqual([third, first]);
});

test('a file from before there were several keys, without an end of line, is read as one key', async () => {
  await loadKeyFile(folder);
  const path = join(folder, 'secret.key');
  const [id] = await idsOf();
  await writeFile(path, (await readFile(path, 'utf8')).trim());
  expect(await idsOf()).toEqual([id]);
});

test('a line that is no key is refused', async () => {
  await writeFile(join(folder, 'secret.key'), 'not a key\n');
  await expect(loadKeyFile(folder)).rejects.toMatchObject({ code: 'config.invalid' });
});
