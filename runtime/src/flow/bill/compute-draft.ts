import { AppError } from '../../core/app-error.ts';
import { type DealToDraftInput, type DraftContent, dealToDraft } from '../../core/billing/deal-to-draft.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import { addedLinesOf, addedSourceValues } from '../../core/billing/edits/added-line.ts';
import {
  type EditedContent,
  editContent,
  type StoredEdits,
  uneditedNotes,
} from '../../core/billing/edits/edit-content.ts';
import { editAdded, editDeal } from '../../core/billing/edits/edit-deal.ts';
import { editsLines, type SourceValues } from '../../core/billing/edits/invoice-edits.ts';
import { settleEdits } from '../../core/billing/edits/settle-edits.ts';
import { sourceValues } from '../../core/billing/edits/source-values.ts';
import type { Tx } from '../../db/open-database.ts';
import type { deals } from '../../db/schema/index.ts';
import { type BillingInputs, loadBillingInputs } from './load-billing-inputs.ts';
import type { DealSource } from './load-deal-source.ts';

/**
 * What a deal comes to now before anybody edits it. `sourceHash` is of that content, equal exactly when that is; `sources`
 * is what the deal says of the fields that can be edited.
 */
export type UneditedDraft = {
  inputs: BillingInputs;
  sourceHash: string;
  sources: SourceValues;
  unedited: DraftContent;
};

/** What a deal comes to now, with the edits of its invoice. */
export type ComputedDraft = EditedContent & UneditedDraft;

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
  const draft = await computeUnedited(tx, deal, source, draftedAt, stored);
  const { inputs, sources, unedited } = draft;
  const edits = settleEdits(stored.edits, sources);
  const content = editsLines(edits)
    ? toContent({
        ...inputs.input,
        deal: editDeal(inputs.input.deal, edits),
        added: editAdded(addedLinesOf(edits), edits),
      })
    : unedited;
  return { ...draft, ...editContent(content, uneditedNotes(stored), edits) };
}

/** The same without the edits, so that edits which cannot be billed any more can still be taken back. */
export async function computeUnedited(
  tx: Tx,
  deal: typeof deals.$inferSelect,
  source: DealSource,
  draftedAt: Date,
  stored: StoredEdits,
): Promise<UneditedDraft> {
  const added = addedLinesOf(stored.edits);
  const inputs = await loadBillingInputs(tx, deal.body, source, draftedAt, added);
  const unedited = toContent(inputs.input);
  const sourceHash = draftHash({
    entityId: inputs.entity.id,
    customerId: inputs.customerId,
    currency: inputs.input.currency,
    content: unedited,
  });
  const document = { ...unedited, notes: uneditedNotes(stored) };
  const sources = { ...sourceValues(document, deal.body), ...addedSourceValues(added) };
  return { inputs, sourceHash, sources, unedited };
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
