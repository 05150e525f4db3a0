import { and, eq, isNull, or } from 'drizzle-orm';
import type { DocumentType } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';

/**
 * The accounting connections that hold the books of an invoice's entity. None for a credit note: it is booked there by
 * hand, and its page says so.
 */
export async function findLedgers(
  tx: Tx,
  invoice: { entityId: string; type: DocumentType },
): Promise<string[]> {
  if (invoice.type === 'credit_note') return [];
  const ledgers = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.role, 'accounting'),
        or(isNull(connections.entityId), eq(connections.entityId, invoice.entityId)),
      ),
    )
    .orderBy(connections.id);
  return ledgers.map(({ id }) => id);
}

/** One job per ledger, so that a refusal of one does not hold up another; those of one ledger run in order. */
export function ledgerJobs(
  ctx: Ctx,
  invoiceId: string,
  connectionIds: readonly string[],
): NewJob<'sync_accounting'>[] {
  const { organizationId, requestId } = ctx;
  return connectionIds.map((connectionId) => ({
    stage: 'sync_accounting' as const,
    key: `${invoiceId}/${connectionId}`,
    payload: { organizationId, requestId, invoiceId, connectionId },
  }));
}
