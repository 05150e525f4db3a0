import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { requestSend } from './request-send.ts';

/** Sends an issued invoice on somebody's word; see `requestSend` for what it refuses. */
export async function sendInvoice({ ctx, input }: { ctx: Ctx; input: { invoiceId: string } }): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await requestSend(tx, ctx, await getInvoiceForUpdate(tx, input.invoiceId));
  });
}
