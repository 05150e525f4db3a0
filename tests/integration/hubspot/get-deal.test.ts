import { expect, test } from 'vitest';
import { ACCOUNT_NOW_MS, seedDeal, startAccount } from './start-account.ts';

test('a deal comes last, after its companies, contacts and products', async () => {
  const { hubspot, connector } = await startAccount();
  const records = await connector.get('deal', seedDeal(hubspot));
  expect(records.map(({ object, externalId }) => `${object} ${externalId}`)).toEqual([
    'company 501',
    'contact 601',
    'product 701',
    'product 702',
    'deal 42',
  ]);
});

test('a deal carries its lines in the order of the quote, with amounts as the text that HubSpot gave', async () => {
  const { hubspot, connector } = await startAccount();
  const records = await connector.get('deal', seedDeal(hubspot));
  expect(records.at(-1)).toMatchObject({
    modifiedAt: new Date(ACCOUNT_NOW_MS).toISOString(),
    payload: {
      id: '42',
      properties: { amount: '698.90', deal_currency_code: 'USD', seikyu_purchase_order: null },
      line_items: [
        { id: '802', properties: { price: '19.8901', quantity: '10', discount: null } },
        { id: '801', properties: { price: '500.00', quantity: '1' } },
      ],
      companies: ['501'],
      contacts: ['601'],
    },
  });
});

test('a typical deal costs five calls once the properties of the account are known', async () => {
  const { hubspot, connector } = await startAccount();
  await connector.get('deal', seedDeal(hubspot));
  const before = hubspot.requests.length;
  await connector.get('deal', '42');
  expect(
    hubspot.requests
      .slice(before)
      .map(({ method, path }) => `${method} ${path}`)
      .toSorted(),
  ).toEqual([
    'GET /crm/objects/2026-03/deals/42',
    'POST /crm/objects/2026-03/companies/batch/read',
    'POST /crm/objects/2026-03/contacts/batch/read',
    'POST /crm/objects/2026-03/line_items/batch/read',
    'POST /crm/objects/2026-03/products/batch/read',
  ]);
});

test('a deal without anything costs one call, after one for the properties of deals', async () => {
  const { hubspot, connector } = await startAccount();
  const deal = hubspot.store.putDeal({ properties: { dealname: 'Bare' } });
  expect(await connector.get('deal', deal)).toHaveLength(1);
  await connector.get('deal', deal);
  expect(hubspot.requests.map(({ path }) => path)).toEqual([
    '/crm/properties/2026-03/deals',
    `/crm/objects/2026-03/deals/${deal}`,
    `/crm/objects/2026-03/deals/${deal}`,
  ]);
});

test.each([100, 101, 250])('a deal with %i lines has every one of them once', async (count) => {
  const { hubspot, connector } = await startAccount();
  const { store } = hubspot;
  const deal = store.putDeal({ properties: { dealname: 'Long' } });
  const ids = Array.from({ length: count }, () =>
    store.putLineItem({ properties: { quantity: '1', price: '1.10' } }),
  );
  for (const id of ids) store.associate(deal, 'line_items', id);
  const records = await connector.get('deal', deal);
  const lines = records.at(-1)?.payload['line_items'];
  expect(lines).toHaveLength(count);
  expect(lines).toMatchObject(ids.map((id) => ({ id })));
});

test('the primary company is the first, also when it is associated after others and above a page', async () => {
  const { hubspot, connector } = await startAccount({ associationPageMax: 2 });
  const { store } = hubspot;
  const deal = store.putDeal({ properties: {} });
  const companies = ['11', '12', '13'].map((id) => store.putCompany({ id, properties: { name: id } }));
  for (const id of companies) store.associate(deal, 'companies', id);
  const records = await connector.get('deal', deal);
  expect(records.at(-1)?.payload['companies']).toEqual(['11', '12', '13']);
  expect(records.map(({ externalId }) => externalId)).toEqual(['11', '12', '13', deal]);
});

test('a line that is listed but gone is an error and never a smaller invoice', async () => {
  const { hubspot, connector } = await startAccount();
  const deal = seedDeal(hubspot);
  hubspot.store.remove('line_items', '801');
  await expect(connector.get('deal', deal)).rejects.toMatchObject({ code: 'target.garbage', retry: 'later' });
});

test('a product that is gone leaves the deal readable, with the line still naming it', async () => {
  const { hubspot, connector } = await startAccount();
  const deal = seedDeal(hubspot);
  hubspot.store.remove('products', '702');
  const records = await connector.get('deal', deal);
  expect(records.filter(({ object }) => object === 'product').map(({ externalId }) => externalId)).toEqual([
    '701',
  ]);
  expect(records.at(-1)?.payload).toMatchObject({
    line_items: [{}, { properties: { hs_product_id: '702' } }],
  });
});

test('a deal that is not there is record.not_found', async () => {
  const { connector } = await startAccount();
  await expect(connector.get('deal', '7')).rejects.toMatchObject({ code: 'record.not_found' });
});

test.each(['..', '../companies/501', '42?associations=x', '42/../43'])(
  'an external id of %j cannot reach another path',
  async (id) => {
    const { hubspot, connector } = await startAccount();
    seedDeal(hubspot);
    await expect(connector.get('deal', id)).rejects.toThrow();
    const paths = hubspot.requests.map(({ path }) => path);
    expect(paths[0]).toBe('/crm/properties/2026-03/deals');
    expect(paths.slice(1).filter((path) => !path.startsWith('/crm/objects/2026-03/deals/'))).toEqual([]);
  },
);

test.each([
  ['company', '501', { name: 'Acme Ltd', seikyu_tax_id: 'GB123' }],
  ['contact', '601', { email: 'ap@acme.example' }],
  ['product', '701', { hs_sku: 'SEAT', price: '19.90' }],
])('a %s can be fetched alone', async (object, id, properties) => {
  const { hubspot, connector } = await startAccount();
  seedDeal(hubspot);
  const records = await connector.get(object, id);
  expect(records).toMatchObject([{ object, externalId: id, payload: { id, properties } }]);
});

test('an object that HubSpot is not asked for is refused without a call', async () => {
  const { hubspot, connector } = await startAccount();
  await expect(connector.get('ticket', '1')).rejects.toMatchObject({ code: 'record.object_unknown' });
  expect(hubspot.requests).toEqual([]);
});
