import { and, eq } from 'drizzle-orm';
import { type CompiledRuleSet, compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';

/** The rules in force of a legal entity; `compiled` is undefined for a set that does not compile any more. */
export type PublishedRules = { id: string; version: number; compiled: CompiledRuleSet | undefined };

/** Finds the published rule set of a legal entity; undefined where it has none. */
export async function findPublishedRules(tx: Tx, entityId: string): Promise<PublishedRules | undefined> {
  const [row] = await tx
    .select({ id: ruleSets.id, version: ruleSets.version, definition: ruleSets.definition })
    .from(ruleSets)
    .where(and(eq(ruleSets.entityId, entityId), eq(ruleSets.status, 'published')));
  if (row === undefined) return undefined;
  const compiled = compileRuleSet(row.definition);
  return { id: row.id, version: row.version, compiled: compiled.ok ? compiled.value : undefined };
}
