import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/create-test-database.ts';
import { UNAUDITED_TABLES } from '../../support/unaudited-tables.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql`insert into organizations (id, name, created_at) values ('org_a', 'A', now()), ('org_b', 'B', now())`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** Works as the hub does: as the application role, in an organization. */
const asHub = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  sql.begin(async (tx) => {
    await tx`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', 'org_a', true)`;
    await work(tx);
  });
const addProduct = (tx: postgres.TransactionSql, id: string) =>
  tx`insert into products (organization_id, id, sku, name, created_at) values ('org_a', ${id}, ${id}, 'P', now())`;
const addEntry = (tx: postgres.TransactionSql, id: string) =>
  tx`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id, request_id)
    values ('org_a', ${id}, now(), '{"kind":"system","id":"hub","name":"Seikyu"}', 'product.create', 'product', ${id}, 'req')`;

test('every table is watched in every test, or is on the list of those that need no entry', async () => {
  const tables = await sql<{ name: string; watched: boolean }[]>`
    select c.relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'demand_audit_entry') as watched
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`;
  const unwatched = tables.filter(({ watched }) => !watched).map(({ name }) => name);
  expect(unwatched.sort()).toEqual(Object.keys(UNAUDITED_TABLES).sort());
  expect(tables.length - unwatched.length).toBeGreaterThan(25);
});

test('a write without an entry in its transaction is refused, also after one with an entry', async () => {
  await asHub(async (tx) => {
    await addProduct(tx, 'prd_1');
    await addEntry(tx, 'aud_1');
  });
  await expect(asHub((tx) => addProduct(tx, 'prd_2'))).rejects.toThrow(
    /INSERT of products without an audit entry/,
  );
  await expect(asHub((tx) => tx`update products set name = 'Q'`)).rejects.toThrow(/UPDATE of products/);
  expect(await sql`select id, name from products`).toEqual([{ id: 'prd_1', name: 'P' }]);
});
