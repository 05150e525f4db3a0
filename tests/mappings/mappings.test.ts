import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  loadMappingFolders,
  type MappingFolder,
} from '../../runtime/src/adapters/mapping-folders/load-mapping-folders.ts';
import { createSandbox } from '../../runtime/src/adapters/sandbox/create-sandbox.ts';
import type { JsonObject, JsonValue } from '../../runtime/src/core/json.ts';
import { compileMapping } from '../../runtime/src/core/mapping/compile-mapping.ts';
import { finishMapping } from '../../runtime/src/core/mapping/finish-mapping.ts';
import { z } from '../support/zod.ts';

const root = path.resolve(import.meta.dirname, '../../mappings');
const folders = await loadMappingFolders(root);
const sandbox = createSandbox();
afterAll(() => sandbox.close());

const readSample = async (name: string, file: string): Promise<JsonValue> =>
  z.json().parse(JSON.parse(await readFile(path.join(root, name, file), 'utf8')));

async function runScript(script: string | null, source: JsonValue, draft: JsonObject): Promise<JsonValue> {
  if (script === null) return draft;
  const [outcome] = await sandbox.run({
    organizationId: 'org_00000001',
    script,
    items: [{ source, draft }],
    now: '2026-11-24T09:00:00.000Z',
  });
  if (outcome?.ok !== true) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

describe('each mapping that comes with the hub', () => {
  test('is a folder <system>-<object> that is loaded', async () => {
    const entries = await readdir(root, { withFileTypes: true });
    const named = entries.filter((entry) => entry.isDirectory() && entry.name.includes('-'));
    expect(folders.map(({ system, object }) => `${system}-${object}`)).toEqual(
      named.map(({ name }) => name).sort(),
    );
    expect(folders).not.toEqual([]);
  });

  test.each(folders.map((folder): [string, MappingFolder] => [`${folder.system}-${folder.object}`, folder]))(
    '%s makes its sample.out.json of its sample.in.json',
    async (name, folder) => {
      const compiled = compileMapping(folder.definition);
      if (!compiled.ok) throw new Error(compiled.reason);
      const source = await readSample(name, 'sample.in.json');
      const { draft, refusals } = compiled.value.run(source);
      expect(refusals).toEqual([]);
      const value = await runScript(folder.script, source, draft);
      expect(finishMapping(folder.kind, value)).toEqual({
        ok: true,
        record: await readSample(name, 'sample.out.json'),
      });
    },
  );
});
