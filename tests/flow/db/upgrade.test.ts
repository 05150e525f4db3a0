import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { migrateDatabase } from '../../../runtime/src/db/migrate-database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../runtime/migrations/', import.meta.url));
const FIRST = '0001_foundation.sql';

let admin: postgres.Sql;
let owner: string;
let name: string;
let sql: postgres.Sql;
let names: string[];

// As on a managed Postgres: who migrates owns the tables and is no superuser, so row-level security binds it too.
beforeAll(async () => {
  admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => undefined });
  owner = `owner_${randomBytes(6).toString('hex')}`;
  await admin.unsafe(`create role ${owner} nologin createrole`);
  names = (await readdir(MIGRATIONS)).sort();
});

afterAll(async () => {
  await admin.unsafe(`drop role ${owner}`);
  await admin.end();
});

beforeEach(async () => {
  name = `test_${randomBytes(6).toString('hex')}`;
  await admin.unsafe(`create database ${name} owner ${owner}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  sql = postgres(url.href, { max: 1, onnotice: () => undefined, connection: { role: owner } });
});

afterEach(async () => {
  await sql.end();
  await admin.unsafe(`drop database ${name}`);
});

/** What the first release stored: invoices in every state of the board, and what they hang on. */
const DATA_OF_THE_FIRST_RELEASE = `
  insert into organizations values ('org_1', 'One', '{}', now()), ('org_2', 'Two', '{}', now());
  select set_config('app.organization_id', 'org_2', true);
  insert into people values ('org_2', 'per_1', 'Mia', 'mia@example.com', '{approver}', now());
  select set_config('app.organization_id', 'org_1', true);
  insert into entities values ('org_1', 'ent_1', 'US', 'US Inc.', 'US', 'USD', 'UTC', 'en', null, '{}', 'a@example.com',
    null, 'half_up', 'net:30', true, true, true, now());
  insert into number_series values ('org_1', 'ser_1', 'ent_1', 'invoice', 'INV-{n}', 1);
  insert into people values ('org_1', 'per_1', 'Ken', 'ken@example.com', '{approver}', now());
  insert into sessions values ('org_1', 'ses_1', 'per_1', now() + interval '1 day', now());
  insert into lookup_keys values (decode(repeat('01', 32), 'hex'), 'session', 'org_1', 'ses_1');
  insert into connections values ('org_1', 'con_1', 'hubspot', 'HubSpot', 'crm', 'https://api.hubapi.com', null, '{}',
    '\\x00', false, now());
  insert into inbox values ('org_1', 'inb_1', 'con_1', now(), '[]');
  insert into customers values ('org_1', 'cus_1', 1, 'Acme', '{}', 'h', now(), now());
  insert into deals values ('org_1', 'dea_1', 1, 'Alpha', true, 'USD', '{}', 'h', now(), now());
  insert into templates values ('org_1', 'tpl_1', 'standard', 1, '', '{}', 'h', 'published', now());
  insert into invoices
  select 'org_1', id, 'ent_1', 'cus_1', 'dea_1', 'invoice', status, case when is_issued then 'ser_1' end,
    case when is_issued then id end, 'en', 'USD', '2026-01-01', case when is_issued then date '2026-01-02' end,
    case when is_issued then date '2026-02-01' end, 'net:30', null, '[]', '{}', '{"name": "Acme"}', '[]', null,
    100, 100, 0, 100, 0, 100, 'h', 'h', case when is_issued then 'tpl_1' end, 1, '{"kind": "person", "id": "per_1"}',
    '{}', now(), null, null, case when is_issued then now() end
  from (values ('inv_1', 'draft', false), ('inv_2', 'pending_approval', false), ('inv_3', 'issued', true),
    ('inv_4', 'issued', true), ('inv_5', 'issued', true)) as v (id, status, is_issued);
  insert into documents values ('org_1', 'doc_1', 'inv_3', 'pdf', 'application/pdf', '\\x00', 'h', 'tpl_1', now());
  insert into send_attempts values ('org_1', 'sen_1', 'inv_3', 'email', '[]', 'm', 'h', 'sent', null, '{}', now(), now());
  insert into payments values ('org_1', 'pay_1', 'inv_4', null, null, 140, 'USD', '2026-01-03', null, 'settled', 'h',
    now(), now());
  insert into allocations values ('org_1', 'all_1', 'inv_4', 'pay_1', 100, null, now()),
    ('org_1', 'all_2', 'inv_5', 'pay_1', 40, null, now());
`;

test('an empty database of an owner who is no superuser takes all migrations in order', async () => {
  expect(await migrateDatabase(sql)).toEqual(names);
});

test('a database of the first release with data takes the later migrations, and each invoice gets its place on the board', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-first-release-'));
  await copyFile(join(MIGRATIONS, FIRST), join(folder, FIRST));
  await migrateDatabase(sql, folder);
  await rm(folder, { recursive: true });
  await sql.begin((tx) => tx.unsafe(DATA_OF_THE_FIRST_RELEASE));

  expect(await migrateDatabase(sql)).toEqual(names.slice(1));

  await sql`select set_config('app.organization_id', 'org_1', false)`;
  const board = await sql`
    select invoice_id, phase, is_waiting, balance_minor::int, due_date is not null as is_due
    from board_rows order by invoice_id`;
  expect(board.map((row) => Object.values(row))).toEqual([
    ['inv_1', 'draft', false, 100, false],
    ['inv_2', 'draft', true, 100, false],
    ['inv_3', 'sent', false, 100, true],
    ['inv_4', 'paid', false, 0, false],
    ['inv_5', 'sent', false, 60, true],
  ]);
  expect(await sql`select id, account_id, entity_ids, deactivated_at from people`).toEqual([
    { id: 'per_1', account_id: null, entity_ids: null, deactivated_at: null },
  ]);
  expect(await sql`select id, connection_id, system from inbox`).toEqual([
    { id: 'inb_1', connection_id: 'con_1', system: null },
  ]);
  // A link of the first release proved no password: everybody signs in anew.
  expect(await sql`select id from sessions`).toEqual([]);
  // What the first release refused is taken now.
  await sql.begin((tx) =>
    tx.unsafe(`
      update connections set role = 'push';
      insert into documents values ('org_1', 'doc_2', 'inv_3', 'xml', 'application/xml', '\\x00', 'h', null, now());
      insert into lookup_keys values (decode(repeat('02', 32), 'hex'), 'person_link', 'org_1', 'lin_1');
    `),
  );
});
