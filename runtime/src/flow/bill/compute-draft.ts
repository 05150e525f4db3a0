import { AppError } from '../../core/app-error.ts';
import { type DraftContent, dealToDraft } from '../../core/billing/deal-to-draft.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import type { deals } from '../../db/schema/index.ts';
import { type BillingInputs, loadBillingInputs } from './load-billing-inputs.ts';
import type { DealSource } from './load-deal-source.ts';

/** What a deal comes to now; `sourceHash` is equal exactly when the invoice would be. */
export type ComputedDraft = { inputs: BillingInputs; content: DraftContent; sourceHash: string };

/**
 * Computes the invoice of a deal from what is stored; writes nothing. `draftedAt` gives the supply date of a deal that
 * names none, so an invoice is computed again with the instant of its creation.
 * Throws `billing.*` with one error per line that cannot be billed.
 */
export async function computeDraft(
  tx: Tx,
  deal: typeof deals.$inferSelect,
  source: DealSource,
  draftedAt: Date,
): Promise<ComputedDraft> {
  const inputs = await loadBillingInputs(tx, deal.body, source, draftedAt);
  const result = dealToDraft(inputs.input);
  if (!result.ok) {
    const errors = result.refusals.map(({ pointer, code, reason }) => ({ pointer, code, detail: reason }));
    throw new AppError('billing.product_unknown', {
      detail: errors.map((error) => error.detail).join(' '),
      errors,
    });
  }
  const sourceHash = draftHash({
    entityId: inputs.entity.id,
    customerId: inputs.customerId,
    currency: inputs.input.currency,
    content: result.draft,
  });
  return { inputs, content: result.draft, sourceHash };
}
