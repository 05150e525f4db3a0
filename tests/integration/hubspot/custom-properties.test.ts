import { expect, test } from 'vitest';
import { createHubspotConnector } from '../../../runtime/src/adapters/systems/hubspot/create-hubspot-connector.ts';
import { HUBSPOT_PROPERTIES } from '../../../runtime/src/adapters/systems/hubspot/hubspot-properties.ts';
import { isJsonObject, type JsonObject } from '../../../runtime/src/core/json.ts';
import type { HubspotDouble } from '../../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import type { RawRecord } from '../../../runtime/src/flow/ports.ts';
import { seedDeal, startAccount } from './start-account.ts';

const PO_NUMBER = { name: 'po_number', label: 'PO number', type: 'string', fieldType: 'text' } as const;

function propertiesOf(records: RawRecord[]): JsonObject {
  const properties = records.at(-1)?.payload['properties'];
  return isJsonObject(properties) ? properties : {};
}

const schemaCalls = (hubspot: HubspotDouble): string[] =>
  hubspot.requests.map(({ path }) => path).filter((path) => path.startsWith('/crm/properties/'));

test('a property that the account made comes with every object, lines included', async () => {
  const { hubspot, connector } = await startAccount();
  const { store } = hubspot;
  const deal = seedDeal(hubspot);
  for (const type of ['deals', 'line_items', 'companies'] as const) store.putProperty(type, PO_NUMBER);
  store.putDeal({ id: deal, properties: { po_number: 'PO-1' } });
  store.putLineItem({ id: '802', properties: { po_number: 'PO-1/2' } });
  store.putCompany({ id: '501', properties: { po_number: 'standing' } });
  const records = await connector.get('deal', deal);
  expect(propertiesOf(records)['po_number']).toBe('PO-1');
  expect(records.at(-1)?.payload['line_items']).toMatchObject([
    { id: '802', properties: { po_number: 'PO-1/2' } },
    { id: '801', properties: { po_number: null } },
  ]);
  expect(records[0]).toMatchObject({ object: 'company', payload: { properties: { po_number: 'standing' } } });
  expect(propertiesOf(await connector.get('company', '501'))['po_number']).toBe('standing');
});

test('what we write to a deal is not read as its source, so our own write makes no new record', async () => {
  const { hubspot, connector } = await startAccount();
  const externalId = seedDeal(hubspot);
  const before = await connector.get('deal', externalId);
  const fields = { invoiceStatus: 'issued' };
  await connector.write({ object: 'deal', externalId, fields, references: {}, operationKey: 'k' });
  expect(await connector.get('deal', externalId)).toEqual(before);
});

test('the properties of an account are asked once in five minutes, and a new one comes after that', async () => {
  const { hubspot, transport } = await startAccount();
  let nowMs = 0;
  const connector = createHubspotConnector({ transport, nowMs: () => nowMs });
  seedDeal(hubspot);
  await Promise.all([connector.get('company', '501'), connector.get('company', '501')]);
  hubspot.store.putProperty('companies', PO_NUMBER);
  hubspot.store.putCompany({ id: '501', properties: { po_number: 'standing' } });
  nowMs = 299_999;
  expect(propertiesOf(await connector.get('company', '501'))).not.toHaveProperty('po_number');
  expect(schemaCalls(hubspot)).toHaveLength(1);
  nowMs = 300_000;
  expect(propertiesOf(await connector.get('company', '501'))).toHaveProperty('po_number', 'standing');
  expect(schemaCalls(hubspot)).toHaveLength(2);
});

test('while the properties cannot be asked no record is read without them, and the next try asks again', async () => {
  const { hubspot, connector } = await startAccount();
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'status', status: 503, pathPrefix: '/crm/properties/' });
  await expect(connector.get('company', '501')).rejects.toMatchObject({ code: 'target.unavailable' });
  expect(await connector.get('company', '501')).toHaveLength(1);
});

test('an account that does not show its definitions still gives the usual properties', async () => {
  const { hubspot, connector } = await startAccount();
  hubspot.store.putProperty('companies', PO_NUMBER);
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'status', status: 403, pathPrefix: '/crm/properties/' });
  const properties = propertiesOf(await connector.get('company', '501'));
  expect(properties).toMatchObject({ name: 'Acme Ltd' });
  expect(Object.keys(properties)).toEqual(expect.arrayContaining([...HUBSPOT_PROPERTIES.companies]));
  expect(properties).not.toHaveProperty('po_number');
});

test('more names than a URL holds are read all the same, with the associations of the deal', async () => {
  const { hubspot, connector } = await startAccount();
  const deal = seedDeal(hubspot);
  const names = Array.from({ length: 600 }, (_, n) => `custom_property_number_${n}`);
  for (const name of names) hubspot.store.putProperty('deals', { ...PO_NUMBER, name });
  hubspot.store.putDeal({ id: deal, properties: { custom_property_number_599: 'last' } });
  const records = await connector.get('deal', deal);
  expect(Object.keys(propertiesOf(records))).toEqual(expect.arrayContaining(names));
  expect(propertiesOf(records)).toMatchObject({ dealname: 'Acme 2026', custom_property_number_599: 'last' });
  expect(records.at(-1)?.payload).toMatchObject({ companies: ['501'], line_items: [{ id: '802' }, {}] });
});
