import { eq, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { recheckRefusal } from '../approve/submission-refusal.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { keepApproval } from '../tolerance/keep-approval.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { recordContentChange } from './audit-content.ts';
import { cancelOpenRequests } from './cancel-open-requests.ts';
import { sealContent } from './seal-content.ts';

type ContentChange = {
  /** The row as it was, locked. */
  invoice: InvoiceRow;
  event: 'regenerate' | 'edit';
  /** Who the new content is put down to. */
  editor: Actor;
  reason?: string;
  data: JsonObject;
  /** Whether people still have to choose between what was edited and what the source says: no approval outlives that. */
  hasConflicts: boolean;
  /** Writes the new content into its rows. */
  write: () => Promise<unknown>;
};

/**
 * Changes the content of an invoice that is not issued. A request or an approval of the old content is void, so that it
 * goes back to draft and is submitted again, unless the change keeps to the tolerance of its legal entity. Returns whether
 * its approval was kept.
 */
export async function changeContent(
  tx: Tx,
  ctx: Ctx,
  { invoice, event, editor, reason, data, hasConflicts, write }: ContentChange,
): Promise<{ isKept: boolean }> {
  const before = await loadDocument(tx, invoice.id);
  await write();
  const after = await sealContent(tx, invoice.id);
  const changed = await getInvoiceRow(tx, invoice.id);
  const isKept = !hasConflicts && (await keepApproval(tx, ctx, { invoice, after, editor }));
  if (isKept) {
    await tx
      .update(invoices)
      .set({ revision: sql`${invoices.revision} + 1` })
      .where(eq(invoices.id, invoice.id));
  } else {
    await transitionInvoice(tx, ctx, {
      invoice,
      event,
      set: { submittedAt: null, approvedAt: null },
      data: {
        ...data,
        totalMinorBefore: String(invoice.payableMinor),
        totalMinor: String(changed.payableMinor),
      },
      ...(reason === undefined ? {} : { reason }),
    });
    await cancelOpenRequests(tx, ctx, invoice.id);
  }
  await recheckRefusal(tx, ctx, changed, after);
  await recordContentChange(tx, { ...ctx, actor: editor }, before, after);
  return { isKept };
}
