import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTH_TABLES } from '../../../runtime/src/adapters/sign-in/auth-tables.ts';
import { migrateDatabase } from '../../../runtime/src/db/migrate-database.ts';
import * as schema from '../../../runtime/src/db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/create-test-database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../runtime/migrations/', import.meta.url));

let database: TestDatabase;
let sql: postgres.Sql;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'seikyu-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
});

afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

test('migrating a second time applies nothing', async () => {
  expect(await migrateDatabase(sql)).toEqual([]);
});

test('two processes that migrate at once apply each migration once', async () => {
  await writeFile(
    join(folder, '9001_probe.sql'),
    'create table probe (id int primary key); insert into probe values (1);',
  );
  const applied = await Promise.all([migrateDatabase(sql, folder), migrateDatabase(sql, folder)]);
  expect(applied.flat()).toEqual(['9001_probe.sql']);
  expect(await sql`select * from probe`).toHaveLength(1);
});

test('a migration that fails leaves nothing behind', async () => {
  await writeFile(join(folder, '9002_broken.sql'), 'create table half (id int); select 1/0;');
  await expect(migrateDatabase(sql, folder)).rejects.toThrow(/division by zero/);
  await rm(join(folder, '9002_broken.sql'));
  const [half] = await sql`select to_regclass('half') as name`;
  expect(half?.['name']).toBeNull();
});

test('a released migration that was edited is refused by name', async () => {
  const path = join(folder, '0001_foundation.sql');
  await writeFile(path, `${await readFile(path, 'utf8')}\n-- edited`);
  await expect(migrateDatabase(sql, folder)).rejects.toThrow(/0001_foundation.sql was edited/);
});

test('the tables in code have the columns that the database has', async () => {
  for (const table of [...Object.values(schema), ...Object.values(AUTH_TABLES)].filter(
    (value) => value instanceof PgTable,
  )) {
    const { name, columns, schema: schemaName = 'public' } = getTableConfig(table);
    const actual = await sql`select column_name, is_nullable from information_schema.columns
      where table_schema = ${schemaName} and table_name = ${name} order by column_name`;
    const declared = columns.map((column) => [column.name, column.notNull ? 'NO' : 'YES']).sort();
    expect(declared, name).toEqual(actual.map((row) => [row['column_name'], row['is_nullable']]));
  }
});
