import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, getInvoiceRow } from '../get-invoice-row.ts';
import { copyToDraft } from './copy-to-draft.ts';
import { findReplacement } from './find-replacement.ts';
import { followSource } from './follow-source.ts';
import { lockSource } from './lock-source.ts';
import { refuseBilledElsewhere } from './refuse-billed-elsewhere.ts';
import { type ReissuedInvoice, reissueCreditNote } from './reissue-credit-note.ts';

/**
 * Drafts a voided invoice anew: the same content from the same source, which the document names as what it replaces (BG-3).
 * It goes the way of every draft from there. Where its source comes to something else by now, it follows the source, as
 * every draft does. A second call returns the first draft, or whatever became of it, until that is discarded.
 * A voided credit note is made once more from the invoice that it credits.
 * Throws `invoice.transition_refused` for a document that is not voided, `reissue.not_possible` where another one bills the
 * same by now, or the source does not bill it any more, and for a credit note `credit.*` where there is no room for it.
 */
export async function reissueInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<ReissuedInvoice> {
  authorise(ctx, ISSUED_COMMANDS.reissue.permission);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getInvoiceRow(tx, input.invoiceId);
    if (row.creditsInvoiceId !== null) return reissueCreditNote(tx, ctx, row.id, row.creditsInvoiceId);
    // The source first, as whoever drafts from it does: of the two one waits for the other's draft.
    const source = await lockSource(tx, row);
    const voided = await getInvoiceForUpdate(tx, input.invoiceId);
    admitCommand(ctx, 'reissue', voided);
    const known = await findReplacement(tx, voided.id);
    if (known !== undefined) return { invoiceId: known, isNew: false };
    await refuseBilledElsewhere(tx, voided);
    const draft = await copyToDraft(tx, ctx, voided, source);
    await followSource(tx, ctx, draft, source);
    return { invoiceId: draft.id, isNew: true };
  });
}
