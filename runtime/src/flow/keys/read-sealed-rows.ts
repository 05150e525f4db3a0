import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { isNotUnder, type SealedColumn } from './sealed-columns.ts';

/** A sealed value with the key of its row. */
export type SealedRow = { ids: string[]; sealed: Uint8Array; stored: string };

/** Which rows of a column: those that are not under a key, after a place, in the order of their keys. */
export type SealedRowsInput = {
  column: SealedColumn;
  organizationId: string;
  notUnder: string;
  after: readonly string[] | undefined;
  max: number;
};

/** Reads sealed values as they are stored, without a lock. */
export async function readSealedRows(tx: Tx, input: SealedRowsInput): Promise<SealedRow[]> {
  const { column, organizationId, after } = input;
  const ids = sql.join(
    column.idColumns.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const rows = await tx.execute<{ ids: string[]; stored: string }>(sql`
    select array[${ids}]::text[] as ids, ${storedText(column)} as stored from ${sql.identifier(column.table)}
    where organization_id = ${organizationId} and ${isNotUnder(column, input.notUnder)}
      and ${
        after === undefined
          ? sql`true`
          : sql`(${ids}) > (${sql.join(
              after.map((id) => sql`${id}::text`),
              sql`, `,
            )})`
      }
    order by ${ids} limit ${input.max}`);
  return rows.map((row) => ({ ...row, sealed: Buffer.from(row.stored, column.encoding) }));
}

/** A column's value as text, in its encoding. */
export const storedText = ({ column, encoding }: SealedColumn): SQL =>
  encoding === 'hex' ? sql`encode(${sql.identifier(column)}, 'hex')` : sql`${sql.identifier(column)}`;
