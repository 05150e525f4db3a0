import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { RulesStatus } from '../../core/rules/rules-status.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A version of a rule set as stored. */
export type RulesVersionRow = typeof ruleSets.$inferSelect;

/** One version, for whoever may read its legal entity; throws `rules.not_found` and `auth.*`. */
export async function getRulesVersion(tx: Tx, ctx: Ctx, versionId: string): Promise<RulesVersionRow> {
  const [row] = await tx.select().from(ruleSets).where(eq(ruleSets.id, versionId));
  if (row === undefined) throw new AppError('rules.not_found');
  authorise(ctx, 'read', row.entityId);
  return row;
}

/**
 * One version, locked until the transaction ends, for whoever may change the rules of its legal entity. Throws
 * `rules.not_found`, `auth.*`, and `rules.state_refused` when it is in none of these states.
 */
export async function getRulesVersionForUpdate(
  tx: Tx,
  ctx: Ctx,
  versionId: string,
  ...allowed: RulesStatus[]
): Promise<RulesVersionRow> {
  const [row] = await tx.select().from(ruleSets).where(eq(ruleSets.id, versionId)).for('update');
  if (row === undefined) throw new AppError('rules.not_found');
  authorise(ctx, 'rules', row.entityId);
  if (allowed.includes(row.status)) return row;
  throw new AppError('rules.state_refused', {
    detail: `Version ${row.version} is ${row.status.replace('_', ' ')}.`,
  });
}
