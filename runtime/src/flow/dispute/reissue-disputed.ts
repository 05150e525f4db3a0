import type { Ctx } from '../context.ts';
import { reissueInvoice } from '../reissue/reissue-invoice.ts';
import { findAcceptedReissue } from './find-accepted-reissue.ts';

/**
 * Drafts anew what was voided because a dispute was accepted so, in the name of who accepted it: they made the draft, and
 * therefore do not approve it. Run again it finds that draft. Throws `reissue.not_possible` and `billing.*` as
 * `reissueInvoice` does.
 */
export async function reissueDisputed({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<void> {
  const accepted = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    findAcceptedReissue(tx, input.invoiceId),
  );
  if (accepted === undefined) return;
  await reissueInvoice({ ctx: { ...ctx, actor: accepted.closedBy }, input });
}
