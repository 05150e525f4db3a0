import { expect, test } from 'vitest';
import { seedDeal, startAccount } from './start-account.ts';

const FIELDS = {
  invoiceNumber: 'INV-2026-0042',
  invoiceStatus: 'issued',
  invoiceUrl: 'https://hub.example/i/1',
  invoiceTotal: '1234567890123456.10',
  invoiceBalance: '0.00',
};

test('what is written to a deal is read back equal, amounts to the last digit', async () => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  const written = await connector.write({
    object: 'deal',
    externalId,
    fields: FIELDS,
    references: {},
    operationKey: 'k',
  });
  expect(written).toEqual({ externalId });
  expect(await connector.read('deal', externalId)).toEqual({ externalId, fields: FIELDS });
  expect(await connector.find('deal', externalId)).toEqual({ externalId, fields: FIELDS });
});

test('a write touches the named properties and no others', async () => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  await connector.write({
    object: 'deal',
    externalId,
    fields: { invoiceStatus: 'paid' },
    references: {},
    operationKey: 'k',
  });
  expect(hubspot.writes.map(({ properties }) => properties)).toEqual([{ seikyu_invoice_status: 'paid' }]);
  expect(hubspot.store.getDeal(externalId).properties['amount']).toBe('698.90');
});

test('null clears a field, and a field that a deal does not have reads as null', async () => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  const write = { object: 'deal', externalId, references: {}, operationKey: 'k' };
  await connector.write({ ...write, fields: { invoiceNumber: 'INV-1' } });
  await connector.write({ ...write, fields: { invoiceNumber: null } });
  const read = await connector.read('deal', externalId);
  expect(new Set(Object.values(read?.fields ?? { none: 'read' }))).toEqual(new Set([null]));
});

test('a deal that is not there reads as undefined and cannot be written', async () => {
  const { connector } = await startAccount();
  expect(await connector.read('deal', '9')).toBeUndefined();
  const write = connector.write({
    object: 'deal',
    externalId: '9',
    fields: { invoiceStatus: 'x' },
    references: {},
    operationKey: 'k',
  });
  await expect(write).rejects.toMatchObject({ code: 'record.not_found' });
});

test('a deal is never created: a write without an id is refused without a call', async () => {
  const { hubspot, connector } = await startAccount();
  const write = connector.write({ object: 'deal', fields: FIELDS, references: {}, operationKey: 'k' });
  await expect(write).rejects.toMatchObject({ code: 'target.refused' });
  expect(hubspot.requests).toEqual([]);
});

test.each([
  ['a field that no property stands for', { dealname: 'x' }],
  ['a number for an amount', { invoiceTotal: 12.5 }],
])('%s is our own mistake and is not sent', async (_case, fields) => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  await expect(
    connector.write({ object: 'deal', externalId, fields, references: {}, operationKey: 'k' }),
  ).rejects.toThrow('assertion');
  expect(hubspot.writes).toEqual([]);
});

test('a write whose answer is lost has an unknown outcome, and the same write again changes nothing more', async () => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  const write = { object: 'deal', externalId, fields: FIELDS, references: {}, operationKey: 'k' };
  hubspot.faults.add({ kind: 'commit_then_hang_up', method: 'PATCH', pathPrefix: '/' });
  await expect(connector.write(write)).rejects.toMatchObject({
    code: 'target.timeout',
    context: { outcome: 'unknown' },
  });
  expect(hubspot.writes).toHaveLength(1);
  expect(await connector.read('deal', externalId)).toEqual({ externalId, fields: FIELDS });
  await connector.write(write);
  expect(await connector.read('deal', externalId)).toEqual({ externalId, fields: FIELDS });
});
