import type { TestHub } from './create-test-hub.ts';

/** Every row of every table of the hub, of its queue and of the sign-in library, as text. */
export async function dumpTables(hub: TestHub): Promise<string> {
  const tables = await hub.database.owner<{ place: string }[]>`
    select format('%I.%I', table_schema, table_name) as place from information_schema.tables
    where table_schema in ('public', 'pgboss', 'auth') and table_type = 'BASE TABLE'`;
  const texts = await Promise.all(
    tables.map(({ place }) => hub.database.owner.unsafe(`select t::text as row from ${place} t`)),
  );
  return texts
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

/** A text as it may be hidden in a dump: plain, or as the bytes of a column. */
export const formsInDump = (text: string): string[] => [text, Buffer.from(text).toString('hex')];
