import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { auditEntries } from '../../db/schema/index.ts';
import { personBehind } from '../auth/person-behind.ts';
import type { VersionRow } from './get-version.ts';

/**
 * The ids of everybody who wrote in a version: its author, whoever saved it, and the people who made the machines' keys
 * among these.
 */
export async function loadWriters(tx: Tx, version: VersionRow): Promise<ReadonlySet<string>> {
  const saved = await tx
    .select({ actor: auditEntries.actor })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.objectKind, 'mapping'),
        eq(auditEntries.objectId, version.id),
        inArray(auditEntries.action, ['mapping.draft', 'mapping.save']),
      ),
    );
  const writers = new Map([version.author, ...saved.map(({ actor }) => actor)].map((one) => [one?.id, one]));
  const ids = new Set<string>();
  for (const actor of writers.values()) {
    if (actor === null || actor === undefined) continue;
    const person = await personBehind(tx, actor);
    ids.add(person?.id ?? actor.id);
  }
  return ids;
}
