import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import {
  accounts,
  auditEntries,
  canonicalVersions,
  deadLetters,
  ledgerEntries,
  sourceLinks,
} from '../../../runtime/src/db/schema/index.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { readSample } from '../../support/read-sample.ts';

let loop: Loop;
const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, work) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

const rows = () => inOrganization('', (tx) => tx.select().from(ledgerEntries).orderBy(asc(ledgerEntries.id)));

/** An invoice of Xero as its sample has it, told by the connected ledger. */
async function tell(changes: JsonObject): Promise<void> {
  const payload = { ...readSample('xero-invoice'), ...changes };
  const externalId = String(payload['InvoiceID']);
  await loop.tell(
    'invoice',
    externalId,
    [{ object: 'invoice', externalId, modifiedAt: null, payload }],
    'accounting',
  );
  await loop.hub.drain();
}

test('an invoice of the ledger is kept once, with every version of it', async () => {
  await tell({});
  await tell({});
  await tell({ Status: 'PAID', AmountPaid: 17900, AmountDue: 0 });
  const [entry, ...others] = await rows();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    version: 2,
    system: 'xero',
    connectionId: loop.organization.xero.id,
    type: 'invoice',
    status: 'paid',
    number: 'INV-2026-0042',
    bookedOn: '2026-11-18',
    body: { total: '17900', paid: '17900', due: '0' },
  });
  const versions = await inOrganization('', (tx) =>
    tx
      .select()
      .from(canonicalVersions)
      .where(eq(canonicalVersions.canonicalId, entry?.id ?? '')),
  );
  expect(versions.map(({ kind, version, body }) => [kind, version, body['status']]).sort()).toEqual([
    ['ledger_entry', 1, 'open'],
    ['ledger_entry', 2, 'paid'],
  ]);
});

test('each version leaves an audit entry, and the source is linked', async () => {
  const [entry] = await rows();
  const id = entry?.id ?? '';
  const [audits, links] = await inOrganization('', (tx) =>
    Promise.all([
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, id)),
      tx.select().from(sourceLinks).where(eq(sourceLinks.canonicalId, id)),
    ]),
  );
  expect(audits.map(({ action }) => action).sort()).toEqual(['ledger_entry.created', 'ledger_entry.updated']);
  expect(links).toMatchObject([{ kind: 'ledger_entry', system: 'xero', object: 'invoice' }]);
});

test('it drafts no invoice of ours', async () => {
  expect(await loop.invoices()).toEqual([]);
});

test('an entry that loses its number has none any more', async () => {
  await tell({ InvoiceID: '0b1c4c5e-6f0a-4cf5-8f35-0a4b6a6f0a11', InvoiceNumber: 'INV-9' });
  await tell({ InvoiceID: '0b1c4c5e-6f0a-4cf5-8f35-0a4b6a6f0a11', InvoiceNumber: '' });
  expect((await rows()).at(-1)).toMatchObject({ version: 2, number: null });
});

test('a prepayment, which is no invoice, becomes a dead letter', async () => {
  await tell({ InvoiceID: '9b9ba9e5-e907-4b4e-8210-54d82b0aa479', Type: 'ARPREPAYMENT' });
  const letters = await inOrganization('', (tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.code, 'mapping.refused'), eq(deadLetters.state, 'dead'))),
  );
  expect(letters).toMatchObject([{ subject: { system: 'xero', object: 'invoice' } }]);
});

test('an account is kept by its code, and archived where it was active', async () => {
  const push = (changes: JsonObject): Promise<unknown> =>
    receiveRecords({
      ctx: loop.hub.system(loop.organization.id),
      input: {
        system: 'xero',
        object: 'account',
        records: [{ id: '200', ...readSample('xero-account'), ...changes }],
      },
    }).then(() => loop.hub.drain());
  await push({});
  loop.hub.clock.advance(1_000);
  await push({ Status: 'ARCHIVED' });
  expect(await inOrganization('', (tx) => tx.select().from(accounts))).toMatchObject([
    { version: 2, system: 'xero', code: '200', name: 'Sales', isActive: false, body: { class: 'revenue' } },
  ]);
});
