import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { findSecretComparisons } from './support/find-secret-comparisons.ts';
import { findSqlFromText } from './support/find-sql-from-text.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'runtime/src');

/** Rooms where a hash stands for a secret; elsewhere it stands for content that everybody may know. */
const HASHES_ARE_SECRETS =
  /^(flow\/auth|adapters\/(secrets|sign-in|systems)|console\/(session|security)|http)\//;

/** Comparisons by name, each with why nobody learns anything from how long it takes. */
const COMPARED: Readonly<Record<string, string>> = {
  'console/read/check-new-password.ts newPassword === repeat':
    'two fields of one form, by whoever typed both',
};

/** Statements from text, by file, each with why no value of a caller gets into it. */
const SQL_FROM_TEXT: Readonly<Record<string, string>> = {
  'db/migrate-database.ts unsafe(text)': 'the files of runtime/migrations',
  'db/open-session.ts unsafe(text)': 'what Drizzle compiled, with its parameters beside it',
  'worker/create-job-queue.ts unsafe(text)': 'the statement of the queue, with its parameters beside it',
  'flow/contracts/load-usage.ts raw(UNITS[aggregation])': 'a table of constants, one for each aggregation',
};

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => parse(join(SOURCE, name), readFileSync(join(SOURCE, name), 'utf8')));

const placeOf = (file: ts.SourceFile): string => relative(SOURCE, file.fileName).replaceAll('\\', '/');

test('no signature, secret, token or password is compared by ===', () => {
  const found = sources.flatMap((file) =>
    findSecretComparisons(file, HASHES_ARE_SECRETS.test(placeOf(file))).map(
      (text) => `${placeOf(file)} ${text}`,
    ),
  );
  expect(found).toEqual(Object.keys(COMPARED));
});

test('no statement is put together from text, except at the places that say why', () => {
  const found = sources.flatMap((file) => findSqlFromText(file).map((call) => `${placeOf(file)} ${call}`));
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(SQL_FROM_TEXT).toSorted());
});

test('the search for compared secrets sees what it is for, and no question whether there is one', () => {
  const probe = parse(
    'probe.ts',
    `if (signature === expected) accept();
     const isSame = headers['x-hub-signature'] !== mine;
     while (row.webhookSecret == given.secret) again();
     const known = token === undefined || secret !== '' || password.length === 12 || token === NONE;
     const right = digestOf(body) === sent;
     const content = before.bodyHash === bodyHash;
     const paired = open.tokens === count;`,
  );
  const plain = [
    'signature === expected',
    "headers['x-hub-signature'] !== mine",
    'row.webhookSecret == given.secret',
    'digestOf(body) === sent',
  ];
  expect(findSecretComparisons(probe, false)).toEqual(plain);
  expect(findSecretComparisons(probe, true)).toEqual([...plain, 'before.bodyHash === bodyHash']);
});

test('the search for SQL from text sees what it is for, and no tagged statement', () => {
  const probe = parse(
    'probe.ts',
    `tx.execute(sql\`select \${id}\`); tx.execute('select 1'); tx.execute(\`select '\${id}'\`);
     hot.unsafe('begin'); hot.unsafe(text); sql.raw(name); sql.raw('id'); String.raw(parts);
     client.query('select ' + id); db.executeSql(\`select \${id}\`, []);`,
  );
  expect(findSqlFromText(probe)).toEqual([
    `execute(\`select '\${id}'\`)`,
    'unsafe(text)',
    'raw(name)',
    "query('select ' + id)",
    `executeSql(\`select \${id}\`)`,
  ]);
});
