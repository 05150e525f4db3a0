import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { EditedContent } from '../../core/billing/edits/edit-content.ts';
import { nameReplaced } from '../../core/invoice/name-replaced.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { contentColumns } from './content-columns.ts';
import { replaceLines } from './replace-lines.ts';

type WriteContentInput = {
  invoice: InvoiceRow;
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
  const replaced =
    invoice.replacesInvoiceId === null ? undefined : await getInvoiceRow(tx, invoice.replacesInvoiceId);
  await tx
    .update(invoices)
    .set({
      ...contentColumns(content),
      extras: nameReplaced(content.extras ?? {}, replaced, { ...invoice, customerId }),
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
