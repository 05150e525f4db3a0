import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { syncLinks } from '../../db/schema/index.ts';

/** Marks an invoice that stays issued as out of step with the ledgers where it is voided: nobody can undo a void there. */
export async function markVoidedElsewhere(
  tx: Tx,
  invoiceId: string,
  connectionIds: readonly string[],
): Promise<void> {
  if (connectionIds.length === 0) return;
  await tx
    .update(syncLinks)
    .set({ state: 'drift', readBack: { status: 'voided' } })
    .where(
      and(
        eq(syncLinks.object, 'invoice'),
        eq(syncLinks.canonicalId, invoiceId),
        inArray(syncLinks.connectionId, [...connectionIds]),
      ),
    );
}
