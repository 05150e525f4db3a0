import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { toDraftParts, writeDraftParts } from './draft-parts.ts';

/** Writes the lines and tax rows of a draft in place of the ones it had. */
export async function replaceLines(
  tx: Tx,
  { organizationId }: Ctx,
  invoiceId: string,
  content: DraftContent,
): Promise<void> {
  await deleteLines(tx, [invoiceId]);
  await writeDraftParts(tx, [toDraftParts(organizationId, invoiceId, content)]);
}

/**
 * Takes the lines and tax rows off drafts. Before several are written anew: a charge that moves from one to the other
 * would stand on both for a moment, which the database refuses.
 */
export async function deleteLines(tx: Tx, invoiceIds: readonly string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.delete(invoiceLines).where(isAnyOf(invoiceLines.invoiceId, invoiceIds));
  await tx.delete(invoiceTaxRows).where(isAnyOf(invoiceTaxRows.invoiceId, invoiceIds));
}
