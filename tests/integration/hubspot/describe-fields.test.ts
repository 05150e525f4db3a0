import { expect, test } from 'vitest';
import { inferFields } from '../../../runtime/src/core/mapping/infer-fields.ts';
import type { StoredProperty } from '../../../runtime/src/doubles/hubspot/hubspot-types.ts';
import { seedDeal, startAccount } from './start-account.ts';

test('a custom property is described by what people call it, its type and its choices', async () => {
  const { hubspot, connector } = await startAccount();
  hubspot.store.putProperty('deals', {
    name: 'billing_office',
    label: '請求拠点',
    type: 'enumeration',
    fieldType: 'select',
    options: [
      { value: 'tokyo', label: '東京' },
      { value: 'osaka', label: '大阪' },
    ],
  });
  expect(await connector.describeFields('deal')).toContainEqual({
    path: 'properties.billing_office',
    label: '請求拠点',
    type: 'text',
    isCustom: true,
    options: [
      { value: 'tokyo', label: '東京' },
      { value: 'osaka', label: '大阪' },
    ],
  });
});

test.each([
  ['string', 'text', 'text'],
  ['number', 'number', 'number'],
  ['bool', 'booleancheckbox', 'boolean'],
  ['date', 'date', 'date'],
  ['datetime', 'date', 'instant'],
  ['enumeration', 'checkbox', 'text'],
] as const satisfies readonly (readonly [StoredProperty['type'], StoredProperty['fieldType'], string])[])(
  'a property of type %s that is shown as %s holds %s',
  async (type, fieldType, held) => {
    const { hubspot, connector } = await startAccount();
    hubspot.store.putProperty('companies', { name: 'own', label: 'Own', type, fieldType });
    const fields = await connector.describeFields('company');
    expect(fields.find(({ path }) => path === 'properties.own')).toMatchObject({
      type: held,
      isCustom: true,
    });
  },
);

test('a deal is described with its lines and with what it points to, HubSpot’s own fields apart from the account’s', async () => {
  const { connector } = await startAccount();
  const fields = await connector.describeFields('deal');
  const customPaths = fields.filter(({ isCustom }) => isCustom).map(({ path }) => path);
  expect(fields).toEqual(
    expect.arrayContaining([
      { path: 'properties.amount', label: 'Amount', type: 'number', isCustom: false },
      { path: 'line_items[*].properties.hs_sku', label: 'SKU', type: 'text', isCustom: false },
      { path: 'companies[*]', label: 'Company record ID', type: 'text', isCustom: false },
    ]),
  );
  expect(customPaths).toContain('properties.seikyu_purchase_order');
});

test.each(['deal', 'company', 'contact', 'product'])(
  'every field that is told of a %s lies in the record as it is fetched',
  async (object) => {
    const { hubspot, connector } = await startAccount();
    const { store } = hubspot;
    const deal = seedDeal(hubspot);
    const all = (type: 'deals' | 'line_items' | 'companies' | 'contacts' | 'products') =>
      Object.fromEntries(store.propertiesOf(type).map(({ name }) => [name, 'filled']));
    const product = { hs_product_id: '701', hs_position_on_quote: '1' };
    store.putDeal({ id: deal, properties: all('deals') });
    store.putLineItem({ id: '802', properties: { ...all('line_items'), ...product } });
    store.putCompany({ id: '501', properties: all('companies') });
    store.putContact({ id: '601', properties: all('contacts') });
    store.putProduct({ id: '701', properties: all('products') });
    const payloads = (await connector.get('deal', deal))
      .filter((record) => record.object === object)
      .map(({ payload }) => payload);
    const found = inferFields(payloads).map(({ path }) => path);
    const told = (await connector.describeFields(object)).map(({ path }) => path);
    expect(told.length).toBeGreaterThan(4);
    expect(found).toEqual(expect.arrayContaining(told));
    expect(new Set(told).size).toBe(told.length);
  },
);

test('an object that HubSpot is not asked for has no fields, and no call is made', async () => {
  const { hubspot, connector } = await startAccount();
  expect(await connector.describeFields('ticket')).toEqual([]);
  expect(hubspot.requests).toEqual([]);
});

test('a token without the scope is told which one HubSpot misses, and one of two is enough', async () => {
  const none = await startAccount({ scopes: ['crm.objects.contacts.read'] });
  await expect(none.connector.describeFields('company')).rejects.toMatchObject({
    code: 'target.forbidden',
    detail: expect.stringContaining('MISSING_SCOPES'),
  });
  for (const scope of ['crm.objects.companies.read', 'crm.schemas.companies.read']) {
    const { connector } = await startAccount({ scopes: [scope] });
    expect(await connector.describeFields('company')).not.toEqual([]);
  }
});

test.each([
  ['an answer without a list', { result: [] }],
  ['a definition without a name', { results: [{ label: 'x', type: 'string' }] }],
])('%s is target.garbage', async (_case, body) => {
  const { hubspot, connector } = await startAccount();
  hubspot.faults.add({ kind: 'status', status: 200, body, pathPrefix: '/crm/properties/' });
  await expect(connector.describeFields('company')).rejects.toMatchObject({ code: 'target.garbage' });
});

test('a definition of which HubSpot gives the name alone is told by its name, and does not stop a fetch', async () => {
  const { hubspot, connector } = await startAccount();
  seedDeal(hubspot);
  const body = { results: [{ name: 'odd', label: null, type: 7, options: [{ value: 1 }] }] };
  const fault = { kind: 'status', status: 200, body, pathPrefix: '/crm/properties/', times: 2 } as const;
  hubspot.faults.add(fault);
  expect(await connector.describeFields('company')).toContainEqual({
    path: 'properties.odd',
    label: 'odd',
    type: 'text',
    isCustom: true,
  });
  expect(await connector.get('company', '501')).toHaveLength(1);
});
