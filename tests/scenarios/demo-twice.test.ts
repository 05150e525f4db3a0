import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../runtime/src/config.ts';
import { runDemo } from '../../runtime/src/demo/run-demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/create-test-database.ts';
import { silentLog } from '../support/silent-log.ts';
import { findFreePort } from '../support/spawn-hub.ts';

let folder: string;
let database: TestDatabase;

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function play(): Promise<string> {
  const config = readConfig(
    { DATABASE_URL: database.url, SEIKYU_DATA: folder, SEIKYU_PORT: String(await findFreePort()) },
    folder,
  );
  let text = '';
  const demo = await runDemo({
    config,
    log: silentLog,
    write: (part) => {
      text += part;
    },
  });
  await demo.stop();
  return text;
}

const xeroBooks = async () => {
  const books = JSON.parse(await readFile(join(folder, 'demo-xero.json'), 'utf8'));
  return ['invoices', 'contacts', 'items', 'payments', 'creditNotes', 'allocations'].map(
    (object) => Object.keys(books[object]).length,
  );
};

test('the demo plays the loop to the end, and a second run finds it done: nothing is made or written twice', {
  timeout: 120_000,
}, async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'seikyu-demo-'));
  const first = await play();
  expect(first).toContain('a draft of 17900.00 USD');
  expect(first).toMatch(/INV-\d{4}-0042, INV-\d{4}-0043, INV-\d{4}-0044 and JP-\d{4}-0001/);
  expect(first).toContain('403 approval.author_cannot_approve');
  expect(first).toContain('HubSpot shows partially_paid, balance 10000.00');
  expect(first).toContain('HubSpot shows paid, balance 0.00');
  expect(first).toMatch(/Xero: CN-\d{4}-0001 is PAID, 2280 set off against INV-\d{4}-0043/);
  expect(first).toContain('HubSpot shows partially_paid, balance 2280.00 of 4560.00');
  const mails = (await readdir(join(folder, 'outbox'))).length;
  const books = await xeroBooks();
  expect({ mails, books }).toEqual({ mails: 12, books: [9, 4, 4, 2, 1, 1] });
  const second = await play();
  expect(second).toContain('this run wrote 0 records to HubSpot and Xero');
  expect((await readdir(join(folder, 'outbox'))).length).toBe(mails);
  expect(await xeroBooks()).toEqual(books);
});
