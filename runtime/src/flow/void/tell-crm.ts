import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';

/** Brings the CRM's copy of an invoice up to what it is now. */
export async function tellCrm(tx: Tx, ctx: Ctx, invoiceId: string): Promise<void> {
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'sync_crm', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);
}
