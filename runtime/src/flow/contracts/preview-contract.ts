import { todayIn } from '../../core/civil-date.ts';
import { authorise, type Ctx } from '../context.ts';
import { findBilledTogether } from './find-billed-together.ts';
import { type ContractPreview, type PreviewSpan, previewInvoices } from './preview-invoices.ts';
import { getGrantedContract } from './read-granted-contracts.ts';
import { toPreviewInput } from './to-preview-input.ts';

/**
 * The invoices that a contract will give in a span, with all that it is billed together with, beyond what is issued, by
 * what is known now. Nothing is written.
 * Throws `record.not_found`, `request.invalid` for a span that is too long, and `billing.*` as billing it would.
 */
export async function previewContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewSpan & { contractId: string };
}): Promise<ContractPreview> {
  authorise(ctx, 'read');
  const { contractId, from, to } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getGrantedContract(tx, ctx, contractId);
    const input = await toPreviewInput(tx, row, await findBilledTogether(tx, row));
    const { id, timeZone } = input.terms.entity;
    authorise(ctx, 'read', id);
    const since = todayIn(timeZone, ctx.deps.clock.now());
    return previewInvoices(tx, { ...input, since }, { from, to });
  });
}
