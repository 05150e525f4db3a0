import { AppError } from '../../core/app-error.ts';
import type { InvoiceChanges } from '../../core/billing/edits/invoice-changes.ts';
import { conflictsOf, type InvoiceEdits } from '../../core/billing/edits/invoice-edits.ts';
import { isSame } from '../../core/billing/edits/settle-edits.ts';
import { findTransition } from '../../core/invoice/transitions.ts';
import { toJson } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { atTheirPlace } from './at-their-place.ts';
import { changeContent } from './change-content.ts';
import { loadEditBase } from './load-edit-base.ts';
import { type DealRow, lockDeal } from './lock-deal.ts';
import { readEdits } from './read-edits.ts';
import { refuseBilledLines } from './refuse-billed-lines.ts';
import { refuseEdit } from './refuse-edit.ts';

/** What somebody changes of an invoice that is not issued, as they saw it in that revision. */
export type EditInvoiceInput = {
  invoiceId: string;
  revision: number;
  reason: string;
  changes: InvoiceChanges;
};

/** Its revision by now, the pointers of its fields that are edited, and whether an approval of it holds. */
export type EditedInvoice = { revision: number; fields: string[]; isApprovalKept: boolean };

/**
 * Changes an invoice that is not issued by hand (model.md E5, rows 2 and 11): totals are computed anew, and whoever changed
 * it last never approves it. An approval is void unless the change keeps to the entity's tolerance. What changes nothing
 * leaves no trace. Throws `invoice.not_found`, `invoice.transition_refused`, `invoice.revision_conflict`,
 * `invoice.edit_refused` for a field or a line that cannot be edited, added or left out there, and `billing.*` where it
 * cannot be billed that way.
 */
export async function editInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: EditInvoiceInput;
}): Promise<EditedInvoice> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice, deal } = await lockWithDeal(tx, input.invoiceId);
    authorise(ctx, 'edit', invoice.entityId);
    if (findTransition('edit', invoice.documentStatus) === undefined)
      throw refuseEdit(invoice.documentStatus);
    if (invoice.revision !== input.revision) throw new AppError('invoice.revision_conflict');
    const base = await loadEditBase(tx, invoice, deal);
    const { edits, addedIds, fields } = readEdits(ctx, invoice, base, input);
    if (isSame(toJson(edits), toJson(invoice.edits))) return toEdited(invoice.revision, edits, false);
    await refuseBilledLines(tx, invoice.id, base, input.changes.putBackLines ?? []);
    const { isKept } = await changeContent(tx, ctx, {
      invoice,
      event: 'edit',
      editor: ctx.actor,
      reason: input.reason,
      data: { fields },
      hasConflicts: conflictsOf(edits).length > 0,
      write: () => atTheirPlace(addedIds, () => base.write(ctx, edits)),
    });
    await recordAudit(tx, ctx, {
      action: 'invoice.change_edits',
      objectKind: 'invoice',
      objectId: invoice.id,
      before: { edits: toJson(invoice.edits) },
      after: { edits: toJson(edits) },
      reason: input.reason,
    });
    return toEdited(invoice.revision + 1, edits, isKept);
  });
}

async function lockWithDeal(tx: Tx, invoiceId: string): Promise<{ invoice: InvoiceRow; deal?: DealRow }> {
  const { dealId } = await getInvoiceRow(tx, invoiceId);
  const deal = dealId === null ? undefined : await lockDeal(tx, dealId);
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  return deal === undefined ? { invoice } : { invoice, deal };
}

const toEdited = (revision: number, edits: InvoiceEdits, isApprovalKept: boolean): EditedInvoice => ({
  revision,
  fields: Object.keys(edits),
  isApprovalKept,
});
