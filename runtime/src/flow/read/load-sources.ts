import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { sourceLinks } from '../../db/schema/index.ts';

/** The record of another system that one of ours is. */
export type Source = { system: string; connectionId: string | null; object: string; externalId: string };

/** The sources of canonical records of a kind, by our id; the one that was seen first comes first. */
export async function loadSources(
  tx: Tx,
  kind: 'customer' | 'contact' | 'product' | 'deal' | 'payment' | 'ledger_entry' | 'account',
  ids: readonly string[],
): Promise<Map<string, Source[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(sourceLinks)
    .where(and(eq(sourceLinks.kind, kind), inArray(sourceLinks.canonicalId, [...ids])))
    .orderBy(sourceLinks.updatedAt, sourceLinks.system, sourceLinks.externalId);
  const found = new Map<string, Source[]>();
  for (const { canonicalId, system, connectionId, object, externalId } of rows) {
    const sources = found.get(canonicalId) ?? [];
    sources.push({ system, connectionId, object, externalId });
    found.set(canonicalId, sources);
  }
  return found;
}
