import { expect, test } from 'vitest';
import {
  bookMasterData,
  invoiceWrite,
  jpyFields,
  startOrganisation,
  usdFields,
} from './start-organisation.ts';

test.each([
  ['an exempt invoice in dollars, with prices of four decimals and a discount', usdFields],
  ['a Japanese invoice with 10 % and 8 %', jpyFields],
])('%s is read back equal to the last digit', async (_case, fieldsOf) => {
  const { connector } = await startOrganisation();
  const fields = fieldsOf(await bookMasterData(connector));
  const { externalId } = await connector.write(invoiceWrite(fields));
  expect(await connector.read('invoice', externalId)).toEqual({ externalId, fields });
  expect(await connector.find('invoice', String(fields['number']))).toEqual({ externalId, fields });
});

test('our tax per rate stands on the lines, so that totals agree where Xero rounds by line', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = jpyFields(await bookMasterData(connector));
  await connector.write(invoiceWrite(fields));
  const lines = xero.store.invoices()[0]?.lines ?? [];
  expect(lines.map(({ taxType, taxAmount }) => `${taxType} ${taxAmount}`)).toEqual([
    'TAX001 27',
    'OUTPUT2 100',
    'TAX001 26',
    'OUTPUT2 101',
    'TAX001 26',
  ]);
});

test('an invoice is booked as approved and sent, on the sales account, without Xero mailing it', async () => {
  const { xero, connector } = await startOrganisation();
  await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  expect(xero.store.invoices()[0]).toMatchObject({
    status: 'AUTHORISED',
    sentToContact: true,
    lines: [{ accountCode: '200' }, { accountCode: '200', discountAmount: '55.56' }],
  });
  expect(xero.requests.filter(({ path }) => path.includes('Email'))).toEqual([]);
});

test('a write whose answer is lost is not made twice, whether it is repeated or searched for', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  xero.faults.add({ kind: 'commit_then_hang_up', method: 'PUT', pathPrefix: '/Invoices' });
  await expect(connector.write(invoiceWrite(fields))).rejects.toMatchObject({
    code: 'target.timeout',
    context: { outcome: 'unknown' },
  });
  const found = await connector.find('invoice', 'INV-2026-0042');
  expect(found?.fields).toEqual(fields);
  const again = await connector.write(invoiceWrite(fields));
  expect(again.externalId).toBe(found?.externalId);
  expect(xero.store.invoices()).toHaveLength(1);
  expect(xero.writes.filter(({ list }) => list === 'Invoices')).toHaveLength(1);
});

test('under another operation key the same invoice is taken as it is, not booked again', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const first = await connector.write(invoiceWrite(fields));
  const second = await connector.write(invoiceWrite(fields, { operationKey: 'operation-2' }));
  expect(second).toEqual(first);
  expect(xero.store.invoices()).toHaveLength(1);
});

test('a number that exists with another content is a conflict, and nothing is changed', async () => {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  await connector.write(invoiceWrite(usdFields(contactId)));
  const other = usdFields(contactId, { reference: 'another', dueDate: '2027-01-31' });
  await expect(connector.write(invoiceWrite(other, { operationKey: 'operation-2' }))).rejects.toMatchObject({
    code: 'target.conflict',
    detail: 'INV-2026-0042 exists in Xero with another content: dueDate, reference.',
  });
  expect(xero.store.invoices()).toMatchObject([{ reference: 'PO-88120' }]);
});

test('an invoice that people made under our number is never written over', async () => {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const { externalId } = await connector.write(invoiceWrite(usdFields(contactId)));
  xero.editInvoice('INV-2026-0042', { isByApp: false, reference: 'theirs' });
  const write = connector.write(
    invoiceWrite(usdFields(contactId), { externalId, operationKey: 'operation-2' }),
  );
  await expect(write).rejects.toMatchObject({ code: 'target.conflict' });
  expect(xero.store.invoices()).toMatchObject([{ reference: 'theirs' }]);
});

test('one that our app made is brought back to our content, and its lines keep their ids', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const { externalId } = await connector.write(invoiceWrite(fields));
  const before = xero.store.getInvoice(externalId).lines.map(({ lineItemId }) => lineItemId);
  const [first, ...rest] = xero.store.getInvoice(externalId).lines;
  if (first === undefined) throw new Error('the invoice has lines');
  xero.editInvoice('INV-2026-0042', { lines: [{ ...first, description: 'edited' }, ...rest] });
  const write = invoiceWrite(fields, { externalId, operationKey: 'operation-2' });
  expect(await connector.write(write)).toEqual({ externalId });
  expect(await connector.read('invoice', externalId)).toEqual({ externalId, fields });
  expect(xero.store.getInvoice(externalId).lines.map(({ lineItemId }) => lineItemId)).toEqual(before);
});

test('an update that would change nothing is not sent', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const { externalId } = await connector.write(invoiceWrite(fields));
  await connector.write(invoiceWrite(fields, { externalId, operationKey: 'operation-2' }));
  expect(xero.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('an invoice with a payment on it cannot be edited, and Xero says why', async () => {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const { externalId } = await connector.write(invoiceWrite(usdFields(contactId)));
  xero.recordPayment({ invoiceNumber: 'INV-2026-0042', amount: '1', date: '2026-11-25', reference: '' });
  const changed = usdFields(contactId, { reference: 'PO-2' });
  await expect(
    connector.write(invoiceWrite(changed, { externalId, operationKey: 'operation-2' })),
  ).rejects.toMatchObject({
    code: 'target.refused',
    detail: 'Xero: This document cannot be edited as it has a payment or credit note allocated to it.',
  });
});

test.each(['DRAFT', 'VOIDED'] as const)(
  'a number that is taken by a %s invoice is a conflict',
  async (status) => {
    const { xero, connector } = await startOrganisation();
    const fields = usdFields(await bookMasterData(connector));
    const { externalId } = await connector.write(invoiceWrite(fields));
    xero.editInvoice('INV-2026-0042', { status });
    expect(await connector.read('invoice', externalId)).toBeUndefined();
    const conflict = { code: 'target.conflict' };
    await expect(connector.find('invoice', 'INV-2026-0042')).rejects.toMatchObject(conflict);
    await expect(connector.write(invoiceWrite(fields, { operationKey: '2' }))).rejects.toMatchObject(
      conflict,
    );
    await expect(
      connector.write(invoiceWrite(fields, { operationKey: '3', externalId })),
    ).rejects.toMatchObject(conflict);
  },
);

test('the number of a deleted invoice is free again', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  await connector.write(invoiceWrite(fields));
  xero.editInvoice('INV-2026-0042', { status: 'DELETED' });
  expect(await connector.find('invoice', 'INV-2026-0042')).toBeUndefined();
  const { externalId } = await connector.write(invoiceWrite(fields, { operationKey: 'operation-2' }));
  expect(await connector.read('invoice', externalId)).toEqual({ externalId, fields });
});

test('what Xero refuses inside an answer of 200 is target.refused with every reason', async () => {
  const { xero, connector } = await startOrganisation();
  await bookMasterData(connector);
  const stranger = 'b3d5a2c6-3f2e-4f0f-9d5a-0a7e3f4b5c6d';
  const fields = usdFields(stranger);
  const lines = [fields['lines']].flat().map((line) => Object.assign({}, line, { sku: 'UNKNOWN' }));
  const texts = [
    'The contact with the specified contact details could not be found.',
    "Item code 'UNKNOWN' is not valid",
  ];
  await expect(connector.write(invoiceWrite({ ...fields, lines }))).rejects.toMatchObject({
    code: 'target.refused',
    detail: `Xero: ${texts.join(' ')}`,
    errors: texts.map((detail) => ({ code: 'target.refused', detail })),
  });
  expect(xero.store.invoices()).toEqual([]);
});

test.each([
  ['more than four decimals of a price', { unitPrice: '222.22221' }, '/lines/0/unitPrice'],
  ['more than four decimals of a quantity', { quantity: '2.50001' }, '/lines/0/quantity'],
  ['a line above quantity times price', { netAmount: '555.57' }, '/lines/0/netAmount'],
])('%s cannot be held by Xero and is not sent', async (_case, change, pointer) => {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const line = {
    sku: 'SEAT',
    description: 'Seats',
    quantity: '2.5',
    unitPrice: '222.2222',
    netAmount: '555.56',
    taxType: 'E:0',
    ...change,
  };
  const totals = { net: line.netAmount, tax: '0.00', total: line.netAmount };
  const write = connector.write(invoiceWrite(usdFields(contactId, { lines: [line], ...totals })));
  await expect(write).rejects.toMatchObject({ code: 'target.refused', errors: [{ pointer }] });
  expect(xero.requests.filter(({ path }) => path === '/Invoices')).toEqual([]);
});

test.each([
  ['a tax that no rounding of the rates gives', { tax: '1.00', total: '17901.00' }],
  ['totals that the lines do not give', { net: '17000.00', total: '17000.00' }],
])('%s is refused before it is sent', async (_case, changes) => {
  const { connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector), changes);
  await expect(connector.write(invoiceWrite(fields))).rejects.toMatchObject({ code: 'target.refused' });
});

test('a tax that the connection names no type for is refused before it is sent', async () => {
  const { connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const lines = [fields['lines']].flat().map((line) => Object.assign({}, line, { taxType: 'Z:0' }));
  await expect(connector.write(invoiceWrite({ ...fields, lines }))).rejects.toMatchObject({
    code: 'target.refused',
    detail: 'The connection names no Xero tax type for Z:0.',
  });
});

test('an invoice that does not exist reads as undefined', async () => {
  const { connector } = await startOrganisation();
  expect(await connector.read('invoice', 'b3d5a2c6-3f2e-4f0f-9d5a-0a7e3f4b5c6d')).toBeUndefined();
  expect(await connector.find('invoice', 'INV-9')).toBeUndefined();
});
