import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { discardDraft } from './discard-draft.ts';

/** Discards an invoice that was not issued; throws `invoice.transition_refused` afterwards. */
export async function discardInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; reason: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'edit', invoice.entityId);
    await discardDraft(tx, ctx, invoice, input.reason);
  });
}
