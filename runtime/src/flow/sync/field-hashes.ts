import { createHash } from 'node:crypto';
import { stableJson } from '../../core/stable-json.ts';
import type { SyncFields } from '../ports.ts';

/** The hash of each field, by which later reads tell our own value from somebody's edit. */
export function fieldHashes(fields: SyncFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      createHash('sha256').update(stableJson(value)).digest('hex').slice(0, 32),
    ]),
  );
}
