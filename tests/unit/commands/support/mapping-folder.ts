import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { JsonValue } from '../../../../runtime/src/core/json.ts';

/** A mapping of two rows, to be changed by the tests. */
export const DEFINITION = {
  system: 'acme',
  object: 'thing',
  kind: 'product',
  description: 'of a test',
  fields: [
    { to: 'sku', from: 'id', required: true },
    { to: 'name', from: 'title', transform: ['trim'], required: true },
  ],
};

/** A folder of mapping folders that is there during a test. */
export type MappingRoot = {
  path: string;
  /** Writes files into a folder below; what is no text is written as JSON. */
  put(folder: string, files: Record<string, JsonValue>): Promise<string>;
};

/** Makes the folder before each test and takes it away afterwards. */
export function mappingRoot(): MappingRoot {
  const root: MappingRoot = {
    path: '',
    async put(name, files) {
      const folder = path.join(root.path, name);
      await mkdir(folder, { recursive: true });
      for (const [file, content] of Object.entries(files)) {
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        await writeFile(path.join(folder, file), text);
      }
      return folder;
    },
  };
  beforeEach(async () => {
    root.path = await mkdtemp(path.join(tmpdir(), 'seikyu-mapping-'));
  });
  afterEach(() => rm(root.path, { recursive: true }));
  return root;
}
