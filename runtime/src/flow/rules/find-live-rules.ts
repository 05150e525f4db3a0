import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

/** The published version of a legal entity; undefined when there is none. */
export async function findLiveRules(tx: Tx, entityId: string): Promise<RulesVersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(ruleSets)
    .where(and(eq(ruleSets.entityId, entityId), eq(ruleSets.status, 'published')));
  return row;
}

/** Lets one transaction at a time number or publish the versions of a legal entity. */
export async function lockRules(tx: Tx, ctx: Ctx, entityId: string): Promise<void> {
  const series = JSON.stringify(['rules', ctx.organizationId, entityId]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${series}, 0))`);
}
