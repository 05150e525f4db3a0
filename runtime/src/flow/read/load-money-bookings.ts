import { and, asc, eq, gt, inArray, isNotNull, ne, or } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations, connections, refunds, syncLinks, writeIntents } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { findLedgers } from '../sync/ledger-jobs.ts';

/** Where a loss or a refund stands in one ledger. `by_hand` has no counterpart that could be written there. */
export type MoneyBooking = {
  /** The entry of the settlement ledger. */
  entryId: string;
  kind: 'write_off' | 'refund';
  amountMinor: bigint;
  connectionId: string;
  connectionName: string;
  state: 'waiting' | 'booked' | 'taken_back' | 'drift' | 'failed' | 'by_hand';
  externalId: string | null;
  error: { code: string; detail: string } | null;
};

type Entry = typeof allocations.$inferSelect;
type Link = typeof syncLinks.$inferSelect;

/**
 * Reads where every loss and refund of an invoice stands in the ledgers of its entity, oldest first. A loss that was
 * reversed before it was written anywhere is left out.
 */
export async function loadMoneyBookings(tx: Tx, invoice: InvoiceRow): Promise<MoneyBooking[]> {
  const { entries, reversedIds } = await loadEntries(tx, invoice.id);
  const ledgerIds = entries.length === 0 ? [] : await findLedgers(tx, invoice);
  if (ledgerIds.length === 0) return [];
  const ids = entries.map(({ id }) => id);
  const ledgers = await tx
    .select({ id: connections.id, name: connections.name })
    .from(connections)
    .where(inArray(connections.id, ledgerIds))
    .orderBy(connections.id);
  const links = await tx.select().from(syncLinks).where(inArray(syncLinks.canonicalId, ids));
  const intents = await tx
    .select()
    .from(writeIntents)
    .where(and(inArray(writeIntents.canonicalId, ids), ne(writeIntents.state, 'confirmed')))
    .orderBy(asc(writeIntents.id));
  return entries.flatMap((entry) =>
    ledgers.flatMap((ledger): MoneyBooking[] => {
      const isHere = (row: { connectionId: string; canonicalId: string }): boolean =>
        row.connectionId === ledger.id && row.canonicalId === entry.id;
      const here = links.filter(isHere);
      if (here.length === 0 && reversedIds.has(entry.id)) return [];
      const intent = intents.findLast(isHere);
      const error =
        intent?.errorCode == null ? null : { code: intent.errorCode, detail: intent.errorDetail ?? '' };
      const kind = entry.refundId === null ? 'write_off' : 'refund';
      return [
        {
          entryId: entry.id,
          kind,
          amountMinor: entry.amountMinor,
          connectionId: ledger.id,
          connectionName: ledger.name,
          state: stateOf(entry, here, error !== null),
          externalId: here.find(({ object }) => object === kind)?.externalId ?? null,
          error,
        },
      ];
    }),
  );
}

function stateOf(entry: Entry, links: readonly Link[], hasFailed: boolean): MoneyBooking['state'] {
  if (links.some(({ object }) => object === 'write_off_void')) return 'taken_back';
  if (hasFailed) return 'failed';
  const [link] = links;
  if (link !== undefined) return link.state === 'drift' ? 'drift' : 'booked';
  return entry.refundId !== null && entry.creditNoteId === null ? 'by_hand' : 'waiting';
}

async function loadEntries(
  tx: Tx,
  invoiceId: string,
): Promise<{ entries: Entry[]; reversedIds: ReadonlySet<string> }> {
  const refundIds = tx.select({ id: refunds.id }).from(refunds).where(eq(refunds.invoiceId, invoiceId));
  const rows = await tx
    .select()
    .from(allocations)
    .where(
      or(
        and(eq(allocations.invoiceId, invoiceId), isNotNull(allocations.writeOffId)),
        and(inArray(allocations.refundId, refundIds), gt(allocations.amountMinor, 0n)),
      ),
    )
    .orderBy(asc(allocations.id));
  return {
    entries: rows.filter(({ reversesId }) => reversesId === null),
    reversedIds: new Set(rows.flatMap(({ reversesId }) => reversesId ?? [])),
  };
}
