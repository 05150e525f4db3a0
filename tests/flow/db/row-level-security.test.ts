import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../runtime/src/db/open-database.ts';
import { createTestDatabase, type TestDatabase } from '../../support/create-test-database.ts';

/** Tables without an organization of their own; each is reached by the owner or by one function only. */
const EXEMPT = ['lookup_keys', 'organizations', 'schema_migrations', 'sealing_keys'];

let database: TestDatabase;
let sql: postgres.Sql;
let hub: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  hub = openDatabase({ url: database.url });
  await sql`insert into organizations (id, name, created_at) values ('org_a', 'A', now()), ('org_b', 'B', now())`;
  for (const id of ['org_a', 'org_b']) {
    await sql`insert into products (organization_id, id, sku, name, created_at) values (${id}, ${`prd_${id}`}, 'SKU', 'P', now())`;
  }
});

afterAll(async () => {
  await hub.close();
  await sql.end();
  await database.drop();
});

function asApp<Value>(organizationId: string | null, work: (tx: postgres.TransactionSql) => Promise<Value>) {
  return sql.begin(async (tx) => {
    await tx`select set_config('role', 'seikyu_app', true)`;
    if (organizationId !== null) await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    return work(tx);
  });
}

test('every business table has row-level security enabled and forced, with organization_id first in its key', async () => {
  const tables = await sql<{ name: string; enabled: boolean; forced: boolean; first: string | null }[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and (i.indisprimary or i.indisunique) order by i.indisprimary desc limit 1) as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`;
  const business = tables.filter((table) => !EXEMPT.includes(table.name));
  expect(business.length).toBeGreaterThan(25);
  for (const table of business) {
    expect(table, table.name).toMatchObject({ enabled: true, forced: true, first: 'organization_id' });
  }
  expect(
    tables
      .map((table) => table.name)
      .filter((name) => EXEMPT.includes(name))
      .sort(),
  ).toEqual(EXEMPT);
});

test('every foreign key between business tables carries the organization, so that no row can name one of another', async () => {
  const keys = await sql<{ name: string; source: string; target: string; pairs: string[] }[]>`
    select con.conname as name, s.relname as source, t.relname as target, array(
      select sa.attname || '=' || ta.attname
      from unnest(con.conkey, con.confkey) as pair (source, target)
      join pg_attribute sa on sa.attrelid = con.conrelid and sa.attnum = pair.source
      join pg_attribute ta on ta.attrelid = con.confrelid and ta.attnum = pair.target) as pairs
    from pg_constraint con join pg_class s on s.oid = con.conrelid join pg_class t on t.oid = con.confrelid
    join pg_namespace n on n.oid = s.relnamespace where con.contype = 'f' and n.nspname = 'public'`;
  const between = keys.filter(({ source, target }) => !EXEMPT.includes(source) && !EXEMPT.includes(target));
  expect(between.length).toBeGreaterThan(30);
  for (const { name, source, pairs } of between) {
    expect([source, name, pairs.includes('organization_id=organization_id')]).toEqual([source, name, true]);
  }
});

test('the application role owns nothing and bypasses nothing', async () => {
  const [role] =
    await sql`select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'seikyu_app'`;
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
  const owned =
    await sql`select 1 from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'seikyu_app'`;
  expect(owned).toHaveLength(0);
});

test('a query without any filter sees the rows of one organization only', async () => {
  const rows = await asApp('org_a', (tx) => tx`select id from products`);
  expect(rows.map((row) => row['id'])).toEqual(['prd_org_a']);
});

test('an unset organization sees no rows and can write none', async () => {
  expect(await asApp(null, (tx) => tx`select id from products`)).toHaveLength(0);
  const insert = asApp(
    null,
    (tx) =>
      tx`insert into products (organization_id, id, sku, name, created_at) values ('org_a', 'prd_x', 'X', 'X', now())`,
  );
  await expect(insert).rejects.toThrow(/row-level security/);
});

test('a row cannot be written into, or moved to, another organization', async () => {
  const insert = asApp(
    'org_a',
    (tx) =>
      tx`insert into products (organization_id, id, sku, name, created_at) values ('org_b', 'prd_x', 'X', 'X', now())`,
  );
  await expect(insert).rejects.toThrow(/row-level security/);
  const move = asApp('org_a', (tx) => tx`update products set organization_id = 'org_b'`);
  await expect(move).rejects.toThrow(/row-level security/);
});

test('the role and the organization are gone when the transaction ends', async () => {
  await asApp('org_a', (tx) => tx`select 1`);
  const [state] =
    await sql`select current_user <> 'seikyu_app' as is_owner, current_setting('app.organization_id', true) as id`;
  expect(state?.['is_owner']).toBe(true);
  expect(state?.['id'] ?? '').toBe('');
});

test('the look-up table cannot be read by the application role, only asked by hash', async () => {
  await expect(asApp('org_a', (tx) => tx`select * from lookup_keys`)).rejects.toThrow(/permission denied/);
  const hash = Buffer.alloc(32, 7);
  await sql`insert into lookup_keys (hash, kind, organization_id, object_id) values (${hash}, 'api_key', 'org_b', 'key_1')`;
  const found = await asApp(null, (tx) => tx`select * from find_lookup('api_key', ${hash})`);
  expect(found[0]).toEqual({ organization_id: 'org_b', object_id: 'key_1' });
  expect(await asApp(null, (tx) => tx`select * from find_lookup('session', ${hash})`)).toHaveLength(0);
});

test('the very first statement of every transaction of the hub runs as the application role in its organization', async () => {
  const [first] = await hub.inOrganization('org_a', (tx) =>
    tx.execute('select current_user as role, (select count(*)::int from products) as count'),
  );
  expect(first).toEqual({ role: 'seikyu_app', count: 1 });
  const [[hot] = []] = await hub.inOneTrip('org_b', (hot) => [
    hot`select current_user as role, (select min(id) from products) as id`,
  ]);
  expect(hot).toEqual({ role: 'seikyu_app', id: 'prd_org_b' });
  const [unset] = await hub.inNoOrganization((tx) =>
    tx.execute('select count(*)::int as count from products'),
  );
  expect(unset).toEqual({ count: 0 });
});

test('a call that takes webhooks works in the organization that it names, as the application role, and leaves none behind', async () => {
  const take = (organization: string, id: string) =>
    hub.inOneCall(
      '',
      (
        hot,
      ) => hot`select current_user as role, take_webhooks(${organization}, now(), ${id}, '{}', ${[id]}::text[],
        ${['con_1']}::text[], ${['W10=']}::text[], ${[id]}::text[], ${['con_1']}::text[], ${['same']}::text[],
        ${['deal']}::text[], ${['1']}::text[], ${[0]}::bigint[]) as fresh`,
    );
  expect(await take('org_a', 'evt_a')).toEqual([{ role: 'seikyu_app', fresh: ['evt_a'] }]);
  expect(await take('org_b', 'evt_b')).toEqual([{ role: 'seikyu_app', fresh: ['evt_b'] }]);
  expect(await take('org_b', 'evt_c')).toEqual([{ role: 'seikyu_app', fresh: null }]);
  const kept = await asApp('org_a', (tx) => tx`select id, convert_from(body, 'UTF8') as body from inbox`);
  expect(kept.map((row) => ({ ...row }))).toEqual([{ id: 'evt_a', body: '[]' }]);
  const [after] = await hub.inOneCall('', (hot) => hot`select count(*)::int as count from inbox`);
  expect(after).toEqual({ count: 0 });
});
