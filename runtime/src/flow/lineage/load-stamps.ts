import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Stamp } from '../../core/lineage/lineage-step.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditEntries } from '../../db/schema/index.ts';

/** An entry of the audit trail, as far as lineage needs it. */
export type AuditStamp = Stamp & { action: string };

/** Who did what to the given objects of one kind, oldest first, by object. */
export async function loadStamps(
  tx: Tx,
  objectKind: string,
  objectIds: readonly string[],
  actions?: readonly string[],
): Promise<Map<string, AuditStamp[]>> {
  if (objectIds.length === 0) return new Map();
  const rows = await tx
    .select({
      objectId: auditEntries.objectId,
      action: auditEntries.action,
      actor: auditEntries.actor,
      occurredAt: auditEntries.occurredAt,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.objectKind, objectKind),
        inArray(auditEntries.objectId, [...objectIds]),
        actions === undefined ? undefined : inArray(auditEntries.action, [...actions]),
      ),
    )
    .orderBy(asc(auditEntries.occurredAt), asc(auditEntries.id));
  const stamps = rows.map(({ objectId, action, actor, occurredAt }) => ({
    objectId,
    stamp: { action, by: actor, at: occurredAt.toISOString() },
  }));
  const byObject = Map.groupBy(stamps, ({ objectId }) => objectId);
  return new Map([...byObject].map(([id, found]) => [id, found.map(({ stamp }) => stamp)]));
}

/** The last of some actions as a stamp; null when there is none. */
export function lastStamp(stamps: readonly AuditStamp[] | undefined, ...actions: string[]): Stamp | null {
  const found = stamps?.findLast(({ action }) => actions.includes(action));
  return found === undefined ? null : { by: found.by, at: found.at };
}
