import { isAnyOf } from '../../db/is-any-of.ts';
import { accounts, ledgerEntries } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import { NEXT_VERSION, ROW_KEY, type VersionedTable } from './versioned-table.ts';

/** How entries of ledgers are read and written. */
export const LEDGER_ENTRY_TABLE: VersionedTable<'ledger_entry'> = {
  findForUpdate: (tx, ids) =>
    tx
      .select({
        id: ledgerEntries.id,
        version: ledgerEntries.version,
        bodyHash: ledgerEntries.bodyHash,
        body: ledgerEntries.body,
      })
      .from(ledgerEntries)
      .where(isAnyOf(ledgerEntries.id, ids))
      .orderBy(ledgerEntries.id)
      .for('update'),
  write: (tx, rows) =>
    writeMany(
      tx,
      ledgerEntries,
      rows.map(({ columns, source, value }) => ({
        ...columns,
        ...source,
        type: value.type,
        status: value.status,
        number: value.number ?? null,
        bookedOn: value.date,
        body: value,
      })),
      { target: ROW_KEY, update: [...NEXT_VERSION, 'type', 'status', 'number', 'bookedOn'] },
    ),
};

/** How accounts of ledgers are read and written. */
export const ACCOUNT_TABLE: VersionedTable<'account'> = {
  findForUpdate: (tx, ids) =>
    tx
      .select({
        id: accounts.id,
        version: accounts.version,
        bodyHash: accounts.bodyHash,
        body: accounts.body,
      })
      .from(accounts)
      .where(isAnyOf(accounts.id, ids))
      .orderBy(accounts.id)
      .for('update'),
  write: (tx, rows) =>
    writeMany(
      tx,
      accounts,
      rows.map(({ columns, source, value }) => ({
        ...columns,
        ...source,
        code: value.code,
        name: value.name,
        isActive: value.isActive,
        body: value,
      })),
      { target: ROW_KEY, update: [...NEXT_VERSION, 'code', 'name', 'isActive'] },
    ),
};
