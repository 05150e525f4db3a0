import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { nameReplaced } from '../../core/invoice/name-replaced.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { keepApproval } from '../tolerance/keep-approval.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { recordContentChange } from './audit-content.ts';
import { cancelOpenRequests } from './cancel-open-requests.ts';
import { contentColumns } from './content-columns.ts';
import { replaceLines } from './replace-lines.ts';
import { sealContent } from './seal-content.ts';

type RegenerateDraftInput = {
  invoice: InvoiceRow;
  customerId: string;
  content: DraftContent;
  sourceHash: string;
  /** Who the new content is put down to, beside the author: the deal's owner may have changed with it. */
  editor: Actor;
};

/**
 * Recomputes an invoice whose sources changed. A request or an approval of the old content is void, so that it goes back
 * to draft and is submitted again, unless the change keeps to the tolerance of its legal entity.
 */
export async function regenerateDraft(tx: Tx, ctx: Ctx, input: RegenerateDraftInput): Promise<void> {
  const { invoice, content, editor } = input;
  authorise(ctx, 'edit', invoice.entityId);
  const before = await loadDocument(tx, invoice.id);
  const replaced =
    invoice.replacesInvoiceId === null ? undefined : await getInvoiceRow(tx, invoice.replacesInvoiceId);
  await tx
    .update(invoices)
    .set({
      ...contentColumns(content),
      extras: nameReplaced(content.extras ?? {}, replaced, { ...invoice, customerId: input.customerId }),
      type: invoice.creditsInvoiceId === null ? (content.type ?? 'invoice') : invoice.type,
      customerId: input.customerId,
      sourceHash: input.sourceHash,
      lastEditedBy: editor,
    })
    .where(eq(invoices.id, invoice.id));
  await replaceLines(tx, ctx, invoice.id, content);
  const after = await sealContent(tx, invoice.id);
  if (!(await keepApproval(tx, ctx, { invoice, after, editor }))) {
    await transitionInvoice(tx, ctx, {
      invoice,
      event: 'regenerate',
      set: { submittedAt: null, approvedAt: null },
      data: {
        totalMinorBefore: String(invoice.payableMinor),
        totalMinor: String(content.totals.payable.amountMinor),
      },
    });
    await cancelOpenRequests(tx, ctx, invoice.id);
  }
  await recordContentChange(tx, { ...ctx, actor: editor }, before, after);
}
