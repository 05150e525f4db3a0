import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './open-database.ts';

type RowOf<Table extends PgTable> = Table['$inferInsert'];
type KeyOf<Table extends PgTable> = Extract<keyof RowOf<Table>, string>;

/** What becomes of a row that is there already: the columns that name it, and those that are brought up to date. */
export type OnConflict<Table extends PgTable> = { target: KeyOf<Table>[]; update: KeyOf<Table>[] };

/**
 * Inserts rows in their order as one statement with one parameter, whose text is the same for any number of them: it is
 * prepared once, and costs a fraction of a list of values. Every row names the same columns; those that none names get
 * their defaults. No rows are no statement.
 */
export async function writeMany<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly RowOf<Table>[],
  conflict?: OnConflict<Table>,
): Promise<void> {
  if (rows.length > 0) await tx.execute(insertMany(table, rows, conflictText(table, conflict)));
}

/** The statement of `writeMany`, with what follows the rows: a conflict clause, a returning list. */
export function insertMany<Table extends PgTable>(
  table: Table,
  rows: readonly RowOf<Table>[],
  tail: SQL = sql``,
): SQL {
  const columns = getTableColumns(table);
  const keys = Object.keys(columns).filter((key) => rows.some((row) => Reflect.get(row, key) !== undefined));
  const names = listOf(keys.map((key) => sql.identifier(columns[key]?.name ?? key)));
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(keys.map((key) => [columns[key]?.name ?? key, Reflect.get(row, key) ?? null])),
    ),
    // Whole numbers beyond 2^53 are text on the way; the column's type reads them.
    (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
  return sql`insert into ${table} (${names})
    select ${names} from json_populate_recordset(null::${table}, (${json}::text)::json) ${tail}`;
}

function conflictText<Table extends PgTable>(table: Table, conflict: OnConflict<Table> | undefined): SQL {
  if (conflict === undefined) return sql``;
  const columns = getTableColumns(table);
  const nameOf = (key: string) => sql.identifier(columns[key]?.name ?? key);
  return sql`on conflict (${listOf(conflict.target.map(nameOf))}) do update set ${listOf(
    conflict.update.map((key) => sql`${nameOf(key)} = excluded.${nameOf(key)}`),
  )}`;
}

const listOf = (parts: (SQL | ReturnType<typeof sql.identifier>)[]): SQL => sql.join(parts, sql`, `);
