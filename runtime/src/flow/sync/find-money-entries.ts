import { and, asc, eq, gt, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoices, syncLinks, writeIntents } from '../../db/schema/index.ts';
import type { ConnectionRow } from '../context.ts';

/** An entry of the settlement ledger that a ledger of accounts holds too. */
export type MoneyEntry = typeof allocations.$inferSelect & { object: 'write_off' | 'refund' };

/** What is to be done in one ledger, each oldest first: what is taken back makes room for what is booked. */
export type MoneyEntries = { toTakeBack: MoneyEntry[]; toBook: MoneyEntry[] };

/**
 * Reads which losses and refunds of an invoice one ledger does not hold as we do. A loss is there once until it is
 * reversed here; a refund is there where its credit note is. A refund without a credit note has no counterpart: the money
 * that it takes back was never booked from here.
 */
export async function findMoneyEntries(
  tx: Tx,
  connection: ConnectionRow,
  invoiceId: string,
): Promise<MoneyEntries> {
  const hasLink = (object: string, canonicalId: SQL): SQL =>
    sql`exists (select 1 from ${syncLinks} l where l.organization_id = ${allocations.organizationId}
      and l.connection_id = ${connection.id} and l.canonical_id = ${canonicalId} and l.object = ${object})`;
  const wasTried = sql`exists (select 1 from ${writeIntents} w where w.organization_id = ${allocations.organizationId}
    and w.connection_id = ${connection.id} and w.canonical_id = ${allocations.id} and w.object = 'write_off')`;
  const isReversed = sql`exists (select 1 from allocations r where r.organization_id = ${allocations.organizationId}
    and r.reverses_id = ${allocations.id})`;
  const ownId = sql`${allocations.id}`;
  const select = (which: SQL | undefined) =>
    tx
      .select()
      .from(allocations)
      .where(and(gt(allocations.amountMinor, 0n), which))
      .orderBy(asc(allocations.id));
  const isLoss = and(eq(allocations.invoiceId, invoiceId), isNotNull(allocations.writeOffId));
  const toTakeBack = await select(
    and(isLoss, isReversed, wasTried, sql`not ${hasLink('write_off_void', ownId)}`),
  );
  const losses = await select(
    and(
      isLoss,
      sql`not ${isReversed}`,
      sql`not ${hasLink('write_off', ownId)}`,
      hasLink('invoice', sql`${allocations.invoiceId}`),
    ),
  );
  const notes = tx.select({ id: invoices.id }).from(invoices).where(eq(invoices.creditsInvoiceId, invoiceId));
  const refunds = await select(
    and(
      isNotNull(allocations.refundId),
      inArray(allocations.creditNoteId, notes),
      sql`not ${hasLink('refund', ownId)}`,
      hasLink('credit_note', sql`${allocations.creditNoteId}`),
    ),
  );
  return {
    toTakeBack: toTakeBack.map((entry) => ({ ...entry, object: 'write_off' })),
    toBook: [
      ...losses.map((entry): MoneyEntry => ({ ...entry, object: 'write_off' })),
      ...refunds.map((entry): MoneyEntry => ({ ...entry, object: 'refund' })),
    ],
  };
}
