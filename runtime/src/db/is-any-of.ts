import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** True for rows whose text column holds one of many values: one parameter, so that any number of them is one statement. */
export const isAnyOf = (column: AnyColumn | SQL, values: Iterable<string>): SQL =>
  sql`${column} in (select json_array_elements_text((${JSON.stringify([...new Set(values)])}::text)::json))`;
