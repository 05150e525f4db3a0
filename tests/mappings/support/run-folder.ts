import path from 'node:path';
import { afterAll } from 'vitest';
import { loadMappingFolder } from '../../../runtime/src/adapters/mapping-folders/load-mapping-folder.ts';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { assert } from '../../../runtime/src/core/assert.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { mapPayloads, type PayloadOutcome } from '../../../runtime/src/flow/map/map-payloads.ts';

/** Where the mappings lie that come with the hub. */
export const MAPPINGS = path.resolve(import.meta.dirname, '../../../mappings');

/** Gives a function that runs a mapping of the hub over records, as long as the file's tests run. */
export function folderRunner(): (folder: string, records: JsonObject[]) => Promise<PayloadOutcome[]> {
  const sandbox = createSandbox();
  afterAll(() => sandbox.close());
  return async (folder, records) => {
    const mapping = await loadMappingFolder(path.join(MAPPINGS, folder));
    assert(mapping !== undefined, `${folder} is a mapping`);
    return mapPayloads({ sandbox, organizationId: 'tests', now: new Date(0) }, mapping, records);
  };
}
