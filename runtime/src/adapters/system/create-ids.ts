import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import { ID_PREFIXES, type Id, type IdKind } from '../../core/ids.ts';
import type { Ids } from '../../flow/ports.ts';

const ID_RANDOM_BYTES = 16;
const pool = new Uint8Array(256 * ID_RANDOM_BYTES);
let used = pool.length;

/** Random bytes are fetched for many ids at once: asking the system costs more than all the rest of an id. */
function takeRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_RANDOM_BYTES;
  return pool.slice(used - ID_RANDOM_BYTES, used);
}

/** Ids that sort by the time they were made: a prefix and a version 7 UUID (RFC 9562) without dashes. */
export function createIds(): Ids {
  return {
    next: <Kind extends IdKind>(kind: Kind): Id<Kind> =>
      `${ID_PREFIXES[kind]}_${v7({ rng: takeRandom }).replaceAll('-', '')}`,
  };
}
