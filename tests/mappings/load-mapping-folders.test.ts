import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadMappingFolders } from '../../runtime/src/adapters/mapping-folders/load-mapping-folders.ts';
import type { JsonObject } from '../../runtime/src/core/json.ts';

const DEFINITION: JsonObject = {
  system: 'acme',
  object: 'thing',
  kind: 'product',
  description: 'of a test',
  fields: [{ to: 'sku', from: 'id' }],
};
const SCRIPT = 'export default function map(source, draft) { return draft; }';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'seikyu-mappings-'));
});
afterEach(() => rm(root, { recursive: true }));

async function put(folder: string, files: Record<string, string>): Promise<void> {
  await mkdir(path.join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, folder, name), text);
}

describe('loading mapping folders', () => {
  test('gives definition, script and hash of each folder, and passes over what is no mapping', async () => {
    await put('acme-thing', {
      'mapping.json': JSON.stringify({ ...DEFINITION, script: true }),
      'script.js': SCRIPT,
    });
    await put('rules', { 'standard.json': '{}' });
    const [folder, ...rest] = await loadMappingFolders(root);
    expect(rest).toEqual([]);
    expect(folder).toEqual({
      system: 'acme',
      object: 'thing',
      kind: 'product',
      definition: { ...DEFINITION, script: true },
      compiled: expect.objectContaining({ run: expect.any(Function) }),
      script: SCRIPT,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('the hash follows the content and not the spacing or the order of keys', async () => {
    const hashOf = async (files: Record<string, string>) => {
      await put('acme-thing', files);
      return (await loadMappingFolders(root))[0]?.hash;
    };
    const first = await hashOf({ 'mapping.json': JSON.stringify(DEFINITION) });
    const { kind, ...rest } = DEFINITION;
    expect(await hashOf({ 'mapping.json': JSON.stringify({ ...rest, kind: kind ?? null }, null, 4) })).toBe(
      first,
    );
    expect(await hashOf({ 'mapping.json': JSON.stringify({ ...DEFINITION, description: 'new' }) })).not.toBe(
      first,
    );
    const scripted = JSON.stringify({ ...DEFINITION, script: true });
    const withScript = await hashOf({ 'mapping.json': scripted, 'script.js': SCRIPT });
    expect(await hashOf({ 'mapping.json': scripted, 'script.js': `${SCRIPT} ` })).not.toBe(withScript);
  });

  test.each<[string, string, Record<string, string>, RegExp]>([
    ['what is not JSON', 'acme-thing', { 'mapping.json': '{' }, /not JSON/],
    [
      'a row that does not compile',
      'acme-thing',
      { 'mapping.json': JSON.stringify({ ...DEFINITION, fields: [{ to: 'a' }] }) },
      /row 1/,
    ],
    [
      'a folder of another name',
      'acme-other',
      { 'mapping.json': JSON.stringify(DEFINITION) },
      /must be called acme-thing/,
    ],
    [
      'a script that is not announced',
      'acme-thing',
      { 'mapping.json': JSON.stringify(DEFINITION), 'script.js': SCRIPT },
      /script.js is there/,
    ],
    [
      'a script that is missing',
      'acme-thing',
      { 'mapping.json': JSON.stringify({ ...DEFINITION, script: true }) },
      /script.js is missing/,
    ],
    ['a file beyond its bound', 'acme-thing', { 'mapping.json': ' '.repeat(300_000) }, /larger than/],
  ])('refuses %s', async (_what, folder, files, detail) => {
    await put(folder, files);
    await expect(loadMappingFolders(root)).rejects.toMatchObject({
      code: 'mapping.definition_invalid',
      detail: expect.stringMatching(detail),
    });
  });
});
