import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { contacts, customers, dealParties, deals } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import { BILLING_EVENT_TABLE, CONTRACT_TABLE } from './contract-tables.ts';
import { ACCOUNT_TABLE, LEDGER_ENTRY_TABLE } from './ledger-tables.ts';
import {
  NEXT_VERSION,
  type NextRow,
  ROW_KEY,
  type VersionedKind,
  type VersionedTable,
} from './versioned-table.ts';

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
        .where(isAnyOf(customers.id, ids))
        .orderBy(customers.id)
        .for('update'),
    write: (tx, rows) =>
      writeMany(
        tx,
        customers,
        rows.map(({ columns, value }) => ({ ...columns, name: value.name, body: value })),
        { target: ROW_KEY, update: [...NEXT_VERSION, 'name'] },
      ),
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
        .where(isAnyOf(contacts.id, ids))
        .orderBy(contacts.id)
        .for('update'),
    write: (tx, rows) =>
      writeMany(
        tx,
        contacts,
        rows.map(({ columns, value }) => ({ ...columns, email: value.email, body: value })),
        { target: ROW_KEY, update: [...NEXT_VERSION, 'email'] },
      ),
  },
  deal: {
    findForUpdate: (tx, ids) =>
      tx
        .select({ id: deals.id, version: deals.version, bodyHash: deals.bodyHash, body: deals.body })
        .from(deals)
        .where(isAnyOf(deals.id, ids))
        .orderBy(deals.id)
        .for('update'),
    write: writeDeals,
  },
  contract: CONTRACT_TABLE,
  billing_event: BILLING_EVENT_TABLE,
  ledger_entry: LEDGER_ENTRY_TABLE,
  account: ACCOUNT_TABLE,
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
  // Sent in this order: each is started here and not when it is waited for.
  return Promise.all([
    writeMany(
      tx,
      deals,
      rows.map(({ columns, value }) => ({
        ...columns,
        title: value.title,
        isWon: value.isWon,
        currency: value.currency,
        body: value,
      })),
      { target: ROW_KEY, update: [...NEXT_VERSION, 'title', 'isWon', 'currency'] },
    ),
    known.length === 0
      ? undefined
      : tx.delete(dealParties).where(isAnyOf(dealParties.dealId, known)).execute(),
    writeMany(tx, dealParties, parties),
  ]);
}
