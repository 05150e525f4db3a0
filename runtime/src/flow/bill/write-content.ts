import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { EditedContent } from '../../core/billing/edits/edit-content.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { contentColumns } from './content-columns.ts';
import { replaceLines } from './replace-lines.ts';

type WriteContentInput = {
  invoice: Pick<InvoiceRow, 'id' | 'type' | 'creditsInvoiceId'>;
  customerId: string;
  edited: EditedContent;
  sourceHash: string;
  editor: Actor;
};

/** Writes computed content into the rows of a draft, in place of what they held. */
export async function writeContent(
  tx: Tx,
  ctx: Ctx,
  { invoice, customerId, edited: { content, edits, notes }, sourceHash, editor }: WriteContentInput,
): Promise<void> {
  await tx
    .update(invoices)
    .set({
      ...contentColumns(content),
      type: invoice.creditsInvoiceId === null ? (content.type ?? 'invoice') : invoice.type,
      customerId,
      sourceHash,
      edits,
      notes,
      lastEditedBy: editor,
    })
    .where(eq(invoices.id, invoice.id));
  await replaceLines(tx, ctx, invoice.id, content);
}
