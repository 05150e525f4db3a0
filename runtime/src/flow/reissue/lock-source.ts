import { and, eq, isNotNull } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import { deals, invoiceLines } from '../../db/schema/index.ts';
import { lockBilledTogether } from '../contracts/lock-billed-together.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** What an invoice bills: a deal, or contracts, by id. */
export type ReissueSource =
  | { kind: 'deal'; deal: typeof deals.$inferSelect }
  | { kind: 'contracts'; contractIds: string[] };

/** Locks what an invoice bills until the transaction ends, in the order in which everybody locks it. */
export async function lockSource(tx: Tx, invoice: InvoiceRow): Promise<ReissueSource> {
  if (invoice.dealId !== null) {
    const [deal] = await tx.select().from(deals).where(eq(deals.id, invoice.dealId)).for('update');
    assert(deal !== undefined, 'a deal that was billed is not deleted');
    return { kind: 'deal', deal };
  }
  const rows = await tx
    .selectDistinct({ id: invoiceLines.contractId })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.invoiceId, invoice.id), isNotNull(invoiceLines.contractId)));
  const contractIds = rows.flatMap(({ id }) => id ?? []).toSorted();
  if (contractIds.length > 0) await lockBilledTogether(tx, contractIds);
  return { kind: 'contracts', contractIds };
}
