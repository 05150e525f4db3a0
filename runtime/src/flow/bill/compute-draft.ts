import { AppError } from '../../core/app-error.ts';
import { type DealToDraftInput, type DraftContent, dealToDraft } from '../../core/billing/deal-to-draft.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import {
  type EditedContent,
  editContent,
  type StoredEdits,
  uneditedNotes,
} from '../../core/billing/edits/edit-content.ts';
import { editDeal } from '../../core/billing/edits/edit-deal.ts';
import { editsLines, type SourceValues } from '../../core/billing/edits/invoice-edits.ts';
import { settleEdits } from '../../core/billing/edits/settle-edits.ts';
import { sourceValues } from '../../core/billing/edits/source-values.ts';
import type { Tx } from '../../db/open-database.ts';
import type { deals } from '../../db/schema/index.ts';
import { type BillingInputs, loadBillingInputs } from './load-billing-inputs.ts';
import type { DealSource } from './load-deal-source.ts';

/**
 * What a deal comes to now, with the edits of its invoice. `sourceHash` is of the content without them, equal exactly when
 * that is; `sources` is what the deal says of the fields that can be edited.
 */
export type ComputedDraft = EditedContent & {
  inputs: BillingInputs;
  sourceHash: string;
  sources: SourceValues;
};

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
  stored: StoredEdits = { edits: {}, notes: [] },
): Promise<ComputedDraft> {
  const inputs = await loadBillingInputs(tx, deal.body, source, draftedAt);
  const unedited = toContent(inputs.input);
  const sourceHash = draftHash({
    entityId: inputs.entity.id,
    customerId: inputs.customerId,
    currency: inputs.input.currency,
    content: unedited,
  });
  const notes = uneditedNotes(stored);
  const sources = sourceValues({ ...unedited, notes }, deal.body);
  const edits = settleEdits(stored.edits, sources);
  const content = editsLines(edits)
    ? toContent({ ...inputs.input, deal: editDeal(inputs.input.deal, edits) })
    : unedited;
  return { inputs, sourceHash, sources, ...editContent(content, notes, edits) };
}

function toContent(input: DealToDraftInput): DraftContent {
  const result = dealToDraft(input);
  if (result.ok) return result.draft;
  const errors = result.refusals.map(({ pointer, code, reason }) => ({ pointer, code, detail: reason }));
  throw new AppError('billing.product_unknown', {
    detail: errors.map((error) => error.detail).join(' '),
    errors,
  });
}
