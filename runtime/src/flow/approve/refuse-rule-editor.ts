import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/**
 * Refuses whoever wrote in the rules that routed an invoice: they would choose which invoices come to them and approve
 * those too. Throws `approval.author_cannot_approve`.
 */
export async function refuseRuleEditor(tx: Tx, ctx: Ctx, ruleSetId: string | null): Promise<void> {
  if (ruleSetId === null) return;
  const [row] = await tx
    .select({ editors: ruleSets.editors })
    .from(ruleSets)
    .where(eq(ruleSets.id, ruleSetId));
  if (row?.editors.some(({ id }) => id === ctx.actor.id) !== true) return;
  throw new AppError('approval.author_cannot_approve', {
    detail: 'You wrote the rules that routed this invoice to an approver.',
  });
}
