import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { lockAccount } from './lock-account.ts';
import { mostFromAccount, takeFromAccount } from './take-from-account.ts';

/**
 * Pays an invoice that was issued from what its customer has on account, where its legal entity says so (model E5, row 13);
 * see `applyAccountCredit`. Does nothing when nothing is there or owed, for money that a person took off another invoice,
 * and for an invoice that something was taken off again: so a second run applies nothing twice, and nothing that was
 * taken back.
 */
export async function applyAccountAtIssue({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<void> {
  authorise(ctx, 'record_payment');
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice, sources } = await lockAccount(tx, ctx, input.invoiceId);
    if (invoice.documentStatus !== 'issued' || !(await isWanted(tx, invoice))) return;
    const free = sources.filter(({ isHeld }) => !isHeld);
    const wantedMinor = await mostFromAccount(tx, invoice, free);
    if (wantedMinor > 0n) await takeFromAccount(tx, ctx, { invoice, sources: free, wantedMinor });
  });
}

async function isWanted(tx: Tx, { id, entityId }: InvoiceRow): Promise<boolean> {
  const [entity] = await tx
    .select({ isAutoApply: entities.isAutoApply })
    .from(entities)
    .where(eq(entities.id, entityId));
  if (entity?.isAutoApply !== true) return false;
  const [takenBack] = await tx
    .select({ id: allocations.id })
    .from(allocations)
    .where(and(eq(allocations.invoiceId, id), isNotNull(allocations.reversesId)))
    .limit(1);
  return takenBack === undefined;
}
