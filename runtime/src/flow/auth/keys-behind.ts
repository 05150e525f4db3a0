import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { auditEntries } from '../../db/schema/index.ts';

/** The ids of the machine's keys behind which a person stands: those that they made, and that these made (`personBehind`). */
export async function keysBehind(tx: Tx, personId: string): Promise<string[]> {
  const found = new Set<string>();
  let makers = [personId];
  while (makers.length > 0) {
    const made = await tx
      .select({ id: auditEntries.objectId })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.objectKind, 'api_key'),
          eq(auditEntries.action, 'api_key.create'),
          inArray(sql`${auditEntries.actor} ->> 'id'`, makers),
        ),
      );
    makers = made.map(({ id }) => id).filter((id) => !found.has(id));
    for (const id of makers) found.add(id);
  }
  return [...found];
}
