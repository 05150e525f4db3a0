import { eq } from 'drizzle-orm';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { insertLines } from './insert-lines.ts';

/** Writes the lines and tax rows of a draft in place of the ones it had. */
export async function replaceLines(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  content: DraftContent,
): Promise<void> {
  await tx.delete(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId));
  await tx.delete(invoiceTaxRows).where(eq(invoiceTaxRows.invoiceId, invoiceId));
  await insertLines(tx, ctx, invoiceId, content);
}
