import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { auditEntries } from '../../db/schema/index.ts';

/**
 * The machines' keys that each person made, by the person's id, keys of their keys included: the other direction of
 * `personBehind`, for lists. Keys that the hub made are nobody's.
 */
export async function loadKeysMadeBy(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const made = await tx
    .select({ keyId: auditEntries.objectId, maker: auditEntries.actor })
    .from(auditEntries)
    .where(and(eq(auditEntries.objectKind, 'api_key'), eq(auditEntries.action, 'api_key.create')))
    .orderBy(auditEntries.id);
  // A key is made after the key that made it.
  const personOf = new Map<string, string>();
  for (const { keyId, maker } of made) {
    const personId = maker.kind === 'person' ? maker.id : personOf.get(maker.id);
    if (personId !== undefined) personOf.set(keyId, personId);
  }
  const keysOf = Map.groupBy(personOf, ([, personId]) => personId);
  return new Map([...keysOf].map(([personId, keys]) => [personId, keys.map(([keyId]) => keyId)]));
}
