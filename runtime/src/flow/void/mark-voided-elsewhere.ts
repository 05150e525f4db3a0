import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { syncLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudits } from '../record-audit.ts';

/** Marks an invoice or a credit note that stays issued as out of step with the ledgers where it is voided: nobody can undo a void there. */
export async function markVoidedElsewhere(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  connectionIds: readonly string[],
): Promise<void> {
  if (connectionIds.length === 0) return;
  const marked = await tx
    .update(syncLinks)
    .set({ state: 'drift', readBack: { status: 'voided' } })
    .where(
      and(
        inArray(syncLinks.object, ['invoice', 'credit_note']),
        eq(syncLinks.canonicalId, invoiceId),
        inArray(syncLinks.connectionId, [...connectionIds]),
      ),
    )
    .returning({ connectionId: syncLinks.connectionId, object: syncLinks.object });
  await recordAudits(
    tx,
    ctx,
    marked.map((link) => ({
      action: 'sync.drift',
      objectKind: 'invoice',
      objectId: invoiceId,
      after: { ...link, theirs: { status: 'voided' } },
    })),
  );
}
