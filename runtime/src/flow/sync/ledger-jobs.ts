import { and, eq, isNull, or } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';

/** The accounting connections that hold the books of a document's entity. */
export async function findLedgers(tx: Tx, { entityId }: { entityId: string }): Promise<string[]> {
  const ledgers = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.role, 'accounting'),
        or(isNull(connections.entityId), eq(connections.entityId, entityId)),
      ),
    )
    .orderBy(connections.id);
  return ledgers.map(({ id }) => id);
}

/**
 * One job per ledger, so that a refusal of one does not hold up another. In one ledger an invoice and its credit notes
 * go in order, one after the other, and its losses and refunds with them: what is due on it there can be compared after
 * each.
 */
export function ledgerJobs(
  ctx: Ctx,
  document: { id: string; creditsInvoiceId: string | null },
  connectionIds: readonly string[],
  part?: 'money',
): NewJob<'sync_accounting'>[] {
  const { organizationId, requestId } = ctx;
  return connectionIds.map((connectionId) => ({
    stage: 'sync_accounting' as const,
    key: `${document.creditsInvoiceId ?? document.id}/${connectionId}`,
    payload: {
      organizationId,
      requestId,
      invoiceId: document.id,
      connectionId,
      ...(part === undefined ? {} : { part }),
    },
  }));
}
