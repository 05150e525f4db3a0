import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { MappingFolder } from '../../runtime/src/adapters/mapping-folders/load-mapping-folder.ts';
import { loadMappingFolders } from '../../runtime/src/adapters/mapping-folders/load-mapping-folders.ts';
import { createSandbox } from '../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { readSamples, type Sample } from '../../runtime/src/commands/mapping/read-samples.ts';
import { testSample } from '../../runtime/src/commands/mapping/test-sample.ts';
import { MAPPINGS } from './support/run-folder.ts';

const folders = await loadMappingFolders(MAPPINGS);
const nameOf = ({ system, object }: MappingFolder): string => `${system}-${object}`;
const samples = await Promise.all(
  folders.map(async (folder) => {
    const found = await readSamples(path.join(MAPPINGS, nameOf(folder)));
    return found.map((sample): [string, MappingFolder, Sample] => [
      `${nameOf(folder)} ${sample.name}`,
      folder,
      sample,
    ]);
  }),
);
const sandbox = createSandbox();
afterAll(() => sandbox.close());

describe('each mapping that comes with the hub', () => {
  test('is a folder <system>-<object> that is loaded', async () => {
    const entries = await readdir(MAPPINGS, { withFileTypes: true });
    const named = entries.filter((entry) => entry.isDirectory() && entry.name.includes('-'));
    expect(folders.map(nameOf)).toEqual(named.map(({ name }) => name).sort());
    expect(folders).not.toEqual([]);
  });

  test('has a sample, and a script that may be saved where it has one', () => {
    expect(folders.filter((_folder, at) => samples[at]?.length === 0).map(nameOf)).toEqual([]);
    const scripts = folders.flatMap(({ script }) => script ?? []);
    expect(scripts.flatMap((script) => sandbox.check(script))).toEqual([]);
  });

  test.each(samples.flat())('%s gives the record that is expected', async (_name, folder, sample) => {
    expect((await testSample(sandbox, folder, sample)).problems).toEqual([]);
  });
});
