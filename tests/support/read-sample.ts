import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../runtime/src/core/json.ts';

/** The first sample of a mapping that comes with the hub, as its system sends it. */
export const readSample = (folder: string): JsonObject =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../mappings', folder, 'sample.in.json'), 'utf8'),
  );
