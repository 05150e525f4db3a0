import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';

/** Has drafts submitted once the transaction is over. */
export async function submitDrafts(tx: Tx, ctx: Ctx, invoiceIds: readonly string[]): Promise<void> {
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(
    tx,
    invoiceIds.map((invoiceId) => ({
      stage: 'submit',
      key: invoiceId,
      payload: { organizationId, requestId, invoiceId },
    })),
  );
}
