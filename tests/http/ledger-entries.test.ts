import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { receiveRecords } from '../../runtime/src/flow/ingest/receive-records.ts';
import { createConnection } from '../../runtime/src/flow/setup/create-connection.ts';
import { AccountPage, LedgerEntryPage, LedgerEntrySchema } from '../../runtime/src/http/schemas/ledger.ts';
import { readSample } from '../support/read-sample.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let ours: { id: string; number: string };
/** A ledger that is connected for the Japanese entity alone. */
let japaneseLedger: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.hub.drain();
  const issued = (await loop.invoices()).find(({ number }) => number !== null);
  ours = { id: issued?.id ?? '', number: issued?.number ?? '' };
  japaneseLedger = await connectJapan();
  const { id } = loop.organization.xero;
  await push('invoice', id, { id: 'known', InvoiceNumber: ours.number });
  await push('invoice', id, {
    id: 'unknown',
    InvoiceNumber: 'X-1',
    Contact: { ContactID: 'c', Name: 'ﾋﾋﾞｷ' },
  });
  await push('invoice', id, { id: 'bill', InvoiceNumber: ours.number, Type: 'ACCPAY' });
  await push('invoice', japaneseLedger, { id: 'namesake', InvoiceNumber: ours.number });
  await push('account', japaneseLedger, { id: '200' });
});
afterAll(() => loop.hub.close());

const connectJapan = (): Promise<string> =>
  loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
    const { id } = await createConnection(tx, loop.hub.system(loop.organization.id), {
      system: 'xero',
      name: 'Xero Japan',
      role: 'accounting',
      baseUrl: 'https://api.xero.com/api.xro/2.0',
      entityId: loop.organization.jpEntityId,
      config: { tenantId: 'japan', salesAccountCode: '200', taxTypes: {} },
      secrets: { accessToken: 'token', webhookSecret: 'key' },
    });
    return id;
  });

/** Pushes a record like the sample of its mapping. */
async function push(object: 'invoice' | 'account', connectionId: string, changes: JsonObject): Promise<void> {
  loop.hub.clock.advance(1_000);
  const records = [{ ...readSample(`xero-${object}`), ...changes }];
  const ctx = loop.hub.system(loop.organization.id);
  await receiveRecords({ ctx, input: { system: 'xero', object, connectionId, records } });
  await loop.hub.drain();
}

const list = (query: string, as = key) =>
  readAs(loop.call(as, `/v1/ledger-entries?${query}`), LedgerEntryPage);
const keysOf = async (query: string, as = key): Promise<string[]> =>
  (await list(query, as)).items.map(({ sources }) => sources[0]?.externalId ?? '').toSorted();

describe('an entry of a ledger', () => {
  it('names our invoice of the same number', async () => {
    const [known] = (await list(`query=known`)).items;
    expect(known).toMatchObject({ invoiceId: ours.id, entry: { number: ours.number, total: '17900' } });
    const one = await readAs(loop.call(key, `/v1/ledger-entries/${known?.id}`), LedgerEntrySchema);
    expect(one).toEqual(known);
  });

  it('names none where we know none, where it is a bill, and where another entity counts as we do', async () => {
    const { items } = await list('isOurs=false');
    expect(items.map(({ invoiceId }) => invoiceId)).toEqual([null, null, null]);
    expect(await keysOf('isOurs=false')).toEqual(['bill', 'namesake', 'unknown']);
  });

  it('that nobody has is not found', async () => {
    await expectProblem(await loop.call(key, '/v1/ledger-entries/led_00000000'), 'record.not_found');
  });
});

describe('the list of ledger entries', () => {
  it('is narrowed by what is ours, our invoice, type, status and text', async () => {
    expect(await keysOf('isOurs=true')).toEqual(['known']);
    expect(await keysOf(`invoiceId=${ours.id}`)).toEqual(['known']);
    expect(await keysOf('invoiceId=inv_00000000')).toEqual([]);
    expect(await keysOf('type=bill')).toEqual(['bill']);
    expect(await keysOf('status=paid')).toEqual([]);
    expect(await keysOf(`query=${encodeURIComponent('ヒビキ')}`)).toEqual(['unknown']);
    await expectProblem(await loop.call(key, '/v1/ledger-entries?isOurs=maybe'), 'request.invalid');
  });

  it('keeps its place between pages', async () => {
    const first = await list('limit=3');
    const rest = await list(`limit=3&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(4);
    expect(rest.nextCursor).toBeNull();
  });

  it('shows a key for some entities their ledgers, and of others what has their numbers', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    expect(await keysOf('', (await loop.key({ entityIds: [jpEntityId] })).key)).toEqual(['namesake']);
    const american = (await loop.key({ entityIds: [usEntityId] })).key;
    expect(await keysOf('', american)).toEqual(['known']);
    const [namesake] = (await list('query=namesake')).items;
    await expectProblem(await loop.call(american, `/v1/ledger-entries/${namesake?.id}`), 'record.not_found');
  });
});

describe('the list of accounts', () => {
  const accounts = (query: string, as = key) => readAs(loop.call(as, `/v1/accounts?${query}`), AccountPage);

  it('has the accounts of every ledger, by name and code', async () => {
    const [sales] = (await accounts('query=sal')).items;
    expect(sales).toMatchObject({
      account: { code: '200', name: 'Sales', class: 'revenue', type: 'REVENUE', isActive: true },
      sources: [{ system: 'xero', connectionId: japaneseLedger, object: 'account', externalId: '200' }],
    });
    expect((await accounts('query=200')).items).toHaveLength(1);
    expect((await accounts('query=nothing')).items).toEqual([]);
  });

  it('shows a key for some entities the accounts of their ledgers alone', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    expect((await accounts('', (await loop.key({ entityIds: [jpEntityId] })).key)).items).toHaveLength(1);
    expect((await accounts('', (await loop.key({ entityIds: [usEntityId] })).key)).items).toEqual([]);
  });
});
