import { expect, test } from 'vitest';
import { CUSTOMER_ID, startOrganisation } from './start-organisation.ts';

const CONTACT = { name: 'Northwind "N"', email: 'ap@northwind.example', taxNumber: 'T1234567890123' };
const contactWrite = { object: 'contact', references: { customer: CUSTOMER_ID }, operationKey: 'k' };
const itemWrite = { object: 'item', references: {}, operationKey: 'k' };

test('a contact is read back equal and found by our customer id', async () => {
  const { connector } = await startOrganisation();
  expect(await connector.find('contact', CUSTOMER_ID)).toBeUndefined();
  const { externalId } = await connector.write({ ...contactWrite, fields: CONTACT });
  expect(await connector.read('contact', externalId)).toEqual({ externalId, fields: CONTACT });
  expect(await connector.find('contact', CUSTOMER_ID)).toEqual({ externalId, fields: CONTACT });
});

test('null clears what a contact had, and reads as null', async () => {
  const { connector } = await startOrganisation();
  const { externalId } = await connector.write({ ...contactWrite, fields: CONTACT });
  const fields = { name: 'Northwind', email: null, taxNumber: null };
  await connector.write({ ...contactWrite, externalId, fields, operationKey: 'k2' });
  expect(await connector.read('contact', externalId)).toEqual({ externalId, fields });
});

test('a contact of the same name that people made becomes ours instead of a second one', async () => {
  const { xero, connector } = await startOrganisation();
  const contactId = '5c2f7a10-6a5b-4d58-9c0b-8f5d3a1e7b42';
  xero.store.putContact({
    contactId,
    contactNumber: '',
    status: 'ACTIVE',
    name: 'Contoso',
    email: '',
    taxNumber: '',
    updatedAtMs: 0,
  });
  const fields = { name: 'Contoso', email: 'ap@contoso.example', taxNumber: null };
  expect(await connector.write({ ...contactWrite, fields })).toEqual({ externalId: contactId });
  expect(await connector.find('contact', CUSTOMER_ID)).toEqual({ externalId: contactId, fields });
});

test('a name that another customer of ours has in Xero is a conflict', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = { name: 'Contoso', email: null, taxNumber: null };
  await connector.write({ ...contactWrite, fields });
  const other = { ...contactWrite, references: { customer: 'cus_other000' }, operationKey: 'k2' };
  await expect(connector.write({ ...other, fields })).rejects.toMatchObject({ code: 'target.conflict' });
  expect(xero.store.contacts()).toHaveLength(1);
});

test('a refusal that no contact of the same name explains keeps its reasons', async () => {
  const { xero, connector } = await startOrganisation();
  xero.faults.add({
    kind: 'status',
    status: 200,
    method: 'PUT',
    pathPrefix: '/Contacts',
    body: {
      Contacts: [{ HasValidationErrors: true, ValidationErrors: [{ Message: 'Email is not valid' }] }],
    },
  });
  const fields = { name: 'Contoso', email: 'x', taxNumber: null };
  await expect(connector.write({ ...contactWrite, fields })).rejects.toMatchObject({
    code: 'target.refused',
    detail: 'Xero: Email is not valid',
  });
});

test.each([
  ['a short one', 'Seat'],
  ['one of exactly 50 characters', 'a'.repeat(50)],
  ['one that Xero has no room for', `${'長い名前'.repeat(20)} 𠮟`],
  ['one whose cut would fall inside a character', `${'a'.repeat(49)}𠮟る`],
])('the name of an item, %s, is read back whole', async (_case, name) => {
  const { connector } = await startOrganisation();
  const fields = { code: 'SKU 1/2', name };
  expect(await connector.find('item', 'SKU 1/2')).toBeUndefined();
  const { externalId } = await connector.write({ ...itemWrite, fields });
  expect(await connector.read('item', externalId)).toEqual({ externalId, fields });
  expect(await connector.find('item', 'SKU 1/2')).toEqual({ externalId, fields });
});

test('an item is renamed in place', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write({ ...itemWrite, fields: { code: 'SEAT', name: 'Seat' } });
  const fields = { code: 'SEAT', name: 'Seat 2' };
  await connector.write({ ...itemWrite, externalId, fields, operationKey: 'k2' });
  expect(await connector.read('item', externalId)).toEqual({ externalId, fields });
  expect(xero.store.items()).toHaveLength(1);
});

test('a SKU that is longer than a Xero code is refused without a call', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = { code: 'X'.repeat(31), name: 'Seat' };
  await expect(connector.write({ ...itemWrite, fields })).rejects.toMatchObject({ code: 'target.refused' });
  expect(xero.requests).toEqual([]);
});

test.each([
  ['find', 'ledger'],
  ['read', 'ledger'],
  ['get', 'contact'],
] as const)('%s of an object that is not handled is refused by name', async (verb, object) => {
  const { connector } = await startOrganisation();
  await expect(connector[verb](object, '1')).rejects.toMatchObject({ code: 'record.object_unknown' });
});
