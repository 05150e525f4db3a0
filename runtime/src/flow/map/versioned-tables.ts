import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { contacts, customers, dealParties, deals } from '../../db/schema/index.ts';
import { BILLING_EVENT_TABLE, CONTRACT_TABLE } from './contract-tables.ts';
import { NEXT_VERSION, type NextRow, type VersionedKind, type VersionedTable } from './versioned-table.ts';

/** The tables of the versioned kinds. */
export const VERSIONED_TABLES: { [Kind in VersionedKind]: VersionedTable<Kind> } = {
  customer: {
    findForUpdate: (tx, ids) =>
      tx
        .select({
          id: customers.id,
          version: customers.version,
          bodyHash: customers.bodyHash,
          body: customers.body,
        })
        .from(customers)
        .where(inArray(customers.id, ids))
        .orderBy(customers.id)
        .for('update'),
    write: (tx, rows) =>
      tx
        .insert(customers)
        .values(rows.map(({ columns, value }) => ({ ...columns, name: value.name, body: value })))
        .onConflictDoUpdate({
          target: [customers.organizationId, customers.id],
          set: { ...NEXT_VERSION, name: sql`excluded.name` },
        }),
  },
  contact: {
    findForUpdate: (tx, ids) =>
      tx
        .select({
          id: contacts.id,
          version: contacts.version,
          bodyHash: contacts.bodyHash,
          body: contacts.body,
        })
        .from(contacts)
        .where(inArray(contacts.id, ids))
        .orderBy(contacts.id)
        .for('update'),
    write: (tx, rows) =>
      tx
        .insert(contacts)
        .values(rows.map(({ columns, value }) => ({ ...columns, email: value.email, body: value })))
        .onConflictDoUpdate({
          target: [contacts.organizationId, contacts.id],
          set: { ...NEXT_VERSION, email: sql`excluded.email` },
        }),
  },
  deal: {
    findForUpdate: (tx, ids) =>
      tx
        .select({ id: deals.id, version: deals.version, bodyHash: deals.bodyHash, body: deals.body })
        .from(deals)
        .where(inArray(deals.id, ids))
        .orderBy(deals.id)
        .for('update'),
    write: writeDeals,
  },
  contract: CONTRACT_TABLE,
  billing_event: BILLING_EVENT_TABLE,
};

async function writeDeals(tx: Tx, rows: NextRow<'deal'>[]): Promise<unknown> {
  const known = rows.flatMap(({ columns }) => (columns.version > 1 ? [columns.id] : []));
  const parties = rows.flatMap(({ columns: { organizationId, id: dealId }, value }) => [
    { organizationId, dealId, kind: 'customer' as const, key: value.customerKey },
    ...[...new Set(value.contactKeys)].map((key) => ({
      organizationId,
      dealId,
      kind: 'contact' as const,
      key,
    })),
  ]);
  return Promise.all([
    tx
      .insert(deals)
      .values(
        rows.map(({ columns, value }) => ({
          ...columns,
          title: value.title,
          isWon: value.isWon,
          currency: value.currency,
          body: value,
        })),
      )
      .onConflictDoUpdate({
        target: [deals.organizationId, deals.id],
        set: {
          ...NEXT_VERSION,
          title: sql`excluded.title`,
          isWon: sql`excluded.is_won`,
          currency: sql`excluded.currency`,
        },
      }),
    known.length === 0 ? undefined : tx.delete(dealParties).where(inArray(dealParties.dealId, known)),
    tx.insert(dealParties).values(parties),
  ]);
}
