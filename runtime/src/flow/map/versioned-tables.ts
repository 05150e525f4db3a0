import { inArray, sql } from 'drizzle-orm';
import type { CanonicalRecords } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';
import { contacts, customers, dealParties, deals } from '../../db/schema/index.ts';

/** Kinds of which every version is kept. */
export type VersionedKind = 'customer' | 'contact' | 'deal';

/** A row as it stands. */
export type StandingRow = { id: string; version: number; bodyHash: string; body: object };

/** A row as it is to be. */
export type NextRow<Kind extends VersionedKind> = {
  organizationId: string;
  id: string;
  version: number;
  bodyHash: string;
  createdAt: Date;
  updatedAt: Date;
  value: CanonicalRecords[Kind];
};

/** How the rows of a kind are read and written. */
type VersionedTable<Kind extends VersionedKind> = {
  /** Locks the rows until the transaction ends, in one order for everybody. */
  findForUpdate(tx: Tx, ids: string[]): Promise<StandingRow[]>;
  /** Inserts what is new and brings the others up to date. */
  write(tx: Tx, rows: NextRow<Kind>[]): Promise<unknown>;
};

const VERSION = {
  version: sql`excluded.version`,
  bodyHash: sql`excluded.body_hash`,
  body: sql`excluded.body`,
  updatedAt: sql`excluded.updated_at`,
};

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
        .values(rows.map(({ value, ...row }) => ({ ...row, name: value.name, body: value })))
        .onConflictDoUpdate({
          target: [customers.organizationId, customers.id],
          set: { ...VERSION, name: sql`excluded.name` },
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
        .values(rows.map(({ value, ...row }) => ({ ...row, email: value.email, body: value })))
        .onConflictDoUpdate({
          target: [contacts.organizationId, contacts.id],
          set: { ...VERSION, email: sql`excluded.email` },
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
};

async function writeDeals(tx: Tx, rows: NextRow<'deal'>[]): Promise<unknown> {
  const known = rows.filter(({ version }) => version > 1).map(({ id }) => id);
  const parties = rows.flatMap(({ organizationId, id: dealId, value }) => [
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
        rows.map(({ value, ...row }) => ({
          ...row,
          title: value.title,
          isWon: value.isWon,
          currency: value.currency,
          body: value,
        })),
      )
      .onConflictDoUpdate({
        target: [deals.organizationId, deals.id],
        set: {
          ...VERSION,
          title: sql`excluded.title`,
          isWon: sql`excluded.is_won`,
          currency: sql`excluded.currency`,
        },
      }),
    ...(known.length === 0 ? [] : [tx.delete(dealParties).where(inArray(dealParties.dealId, known))]),
    tx.insert(dealParties).values(parties),
  ]);
}
