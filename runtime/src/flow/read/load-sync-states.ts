import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { connections, invoices, sourceLinks, syncLinks, writeIntents } from '../../db/schema/index.ts';
import type { SyncFields } from '../ports.ts';

/** Where an invoice stands in one other system. `in_sync` only after a read-back that equalled what we wrote. */
export type SyncState = {
  connectionId: string;
  connectionName: string;
  system: string;
  role: 'crm' | 'accounting';
  state: 'not_written' | 'pending' | 'in_sync' | 'drift' | 'failed';
  externalId: string | null;
  lastSyncedAt: Date | null;
  readBack: SyncFields | null;
  error: { code: string; detail: string } | null;
};

/** The sync state of invoices in every connection, by invoice id. */
export async function loadSyncStates(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<Map<string, SyncState[]>> {
  if (invoiceIds.length === 0) return new Map();
  const places = await tx
    .select({
      id: invoices.id,
      dealId: invoices.dealId,
      entityId: invoices.entityId,
      crmId: sourceLinks.connectionId,
    })
    .from(invoices)
    .leftJoin(sourceLinks, and(eq(sourceLinks.kind, 'deal'), eq(sourceLinks.canonicalId, invoices.dealId)))
    .where(inArray(invoices.id, [...invoiceIds]));
  const known = await tx.select().from(connections).orderBy(connections.role, connections.id);
  const canonicalIds = places.flatMap((place) =>
    place.dealId === null ? [place.id] : [place.id, place.dealId],
  );
  const links = await tx
    .select()
    .from(syncLinks)
    .where(
      and(
        inArray(syncLinks.canonicalId, canonicalIds),
        inArray(syncLinks.object, ['invoice', 'credit_note', 'deal']),
      ),
    );
  const intents = await tx
    .select()
    .from(writeIntents)
    .where(
      and(
        inArray(writeIntents.canonicalId, canonicalIds),
        inArray(writeIntents.state, ['planned', 'written']),
      ),
    );
  return new Map(
    places.map((place) => [
      place.id,
      known
        .filter((connection): connection is WrittenTo => concerns(connection, place))
        .map((connection): SyncState => {
          const canonicalId = connection.role === 'crm' ? place.dealId : place.id;
          const isHere = (row: { connectionId: string; canonicalId: string }): boolean =>
            row.connectionId === connection.id && row.canonicalId === canonicalId;
          const link = links.find(isHere);
          const intent = intents.find(isHere);
          const failed =
            intent?.errorCode == null ? null : { code: intent.errorCode, detail: intent.errorDetail ?? '' };
          return {
            connectionId: connection.id,
            connectionName: connection.name,
            system: connection.system,
            role: connection.role,
            state:
              failed !== null ? 'failed' : intent !== undefined ? 'pending' : (link?.state ?? 'not_written'),
            externalId: link?.externalId ?? null,
            lastSyncedAt: link?.lastSyncedAt ?? null,
            readBack: link?.readBack ?? null,
            error: failed,
          };
        }),
    ]),
  );
}

type WrittenTo = typeof connections.$inferSelect & { role: SyncState['role'] };

/** A CRM is told of the invoices of its own deals, a ledger of those of its entity, a push connection of nothing. */
function concerns(
  connection: typeof connections.$inferSelect,
  place: { entityId: string; crmId: string | null },
): boolean {
  if (connection.role === 'push') return false;
  if (connection.role === 'crm') return connection.id === place.crmId;
  return connection.entityId === null || connection.entityId === place.entityId;
}
