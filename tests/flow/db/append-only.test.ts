import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/create-test-database.ts';

const APPEND_ONLY = [
  'allocations',
  'approval_decisions',
  'audit_anchors',
  'audit_entries',
  'audit_seals',
  'bounce_closings',
  'canonical_versions',
  'delivery_reports',
  'documents',
  'invoice_corrections',
  'invoice_events',
  'refunds',
  'reminder_items',
];

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql`insert into organizations (id, name, created_at) values ('org_a', 'A', now())`;
  await sql`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id, request_id)
    values ('org_a', 'aud_1', now(), '{}', 'x', 'y', 'z', 'req')`;
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

test('the application role holds no right to change or delete what is append-only', async () => {
  const granted = await sql`select table_name, privilege_type from information_schema.role_table_grants
    where grantee = 'seikyu_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and table_name in ${sql(APPEND_ONLY)}`;
  expect(granted).toHaveLength(0);
});

test('even the owner cannot change, delete or truncate an audit entry', async () => {
  await expect(sql`update audit_entries set action = 'forged'`).rejects.toThrow(/never changed or deleted/);
  await expect(sql`delete from audit_entries`).rejects.toThrow(/never changed or deleted/);
  await expect(sql`truncate audit_entries`).rejects.toThrow(/never changed or deleted/);
  const [entry] = await sql`select action from audit_entries`;
  expect(entry?.['action']).toBe('x');
});

test('every append-only table has both triggers', async () => {
  const rows = await sql`select c.relname as name, count(*)::int as count from pg_trigger t
    join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid where p.proname in ('refuse_change', 'refuse_audit_change', 'refuse_seal_change') group by 1 order by 1`;
  expect(rows.map((row) => [row['name'], row['count']])).toEqual(APPEND_ONLY.map((name) => [name, 2]));
});
