import type postgres from 'postgres';
import { UNAUDITED_COLUMNS, UNAUDITED_STATES, UNAUDITED_TABLES } from './unaudited-tables.ts';

/**
 * Makes a database refuse every transaction of the application role that changes a business row and holds no audit entry:
 * whatever any test does, a way to write without an entry fails it. What tests write themselves is not looked at: as the
 * owner, or where `watch.by_hand` is on. Returns the names of the watched tables.
 */
export async function watchWrites(owner: postgres.Sql): Promise<string[]> {
  await owner.unsafe(`
    create or replace function demand_audit_entry() returns trigger language plpgsql as $$
    declare
      was jsonb := to_jsonb(old);
      is_now jsonb := to_jsonb(new);
    begin
      if current_user <> 'seikyu_app' or current_setting('watch.by_hand', true) = 'on' then return null; end if;
      if tg_op = 'UPDATE' and was ->> 'state' = any (tg_argv[1]::text[]) and is_now ->> 'state' = any (tg_argv[1]::text[])
      then return null; end if;
      if tg_op = 'UPDATE' and was - tg_argv[0]::text[] = is_now - tg_argv[0]::text[] then return null; end if;
      if not exists (select from audit_entries e where e.xid = pg_current_xact_id()
        and e.organization_id = coalesce(is_now, was) ->> 'organization_id') then
        raise exception '% of % without an audit entry: %', tg_op, tg_table_name, left(coalesce(is_now, was)::text, 400)
          using errcode = 'SK900';
      end if;
      return null;
    end
    $$`);
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ${owner(Object.keys(UNAUDITED_TABLES))} order by 1`;
  for (const { name } of tables) {
    const listed = (names: readonly string[] = []) => owner.unsafe(`'{${names.join(',')}}'`);
    await owner`
      create constraint trigger demand_audit_entry after insert or update or delete on ${owner(name)}
      deferrable initially deferred for each row execute function
      demand_audit_entry(${listed(UNAUDITED_COLUMNS[name])}, ${listed(UNAUDITED_STATES[name])})`;
  }
  return tables.map(({ name }) => name);
}
