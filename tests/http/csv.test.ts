import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPushConnection } from '../../runtime/src/flow/setup/create-push-connection.ts';
import { DeadLetterPage } from '../../runtime/src/http/schemas/control.ts';
import { CustomerPage, DealPage, PaymentPage } from '../../runtime/src/http/schemas/data.ts';
import { InvoicePageSchema, InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createPushConnection(tx, loop.hub.system(loop.organization.id), { system: 'csv', name: 'CSV files' }),
  );
});
afterAll(() => loop.hub.close());

let nextKey = 1;
async function push(object: string, rows: object[]): Promise<void> {
  const response = await loop.call(key, `/v1/records/csv/${object}`, {
    json: rows,
    idempotencyKey: `csv-${nextKey++}`,
  });
  expect(response.status).toBe(202);
  loop.hub.clock.advance(1_000);
  await loop.hub.drain();
}

/** As a stock reader of files gives a row: every column, as text. */
const CUSTOMER = {
  id: 'NW-01',
  name: 'Northwind Robotics',
  email: 'ap@northwind.example',
  country: 'US',
  locale: '',
};
const ORDER = {
  id: 'SO-1',
  title: 'Second site',
  customer_id: 'NW-01',
  currency: 'USD',
  supply_date: '2026-11-20',
  line_1_sku: 'API-P',
  line_1_quantity: '2',
  line_1_unit_price: '2,400.00',
  line_2_sku: 'ONBOARD',
  line_2_quantity: '',
  line_2_unit_price: '',
};

const invoiceOf = async (externalId: string) => {
  const { items } = await readAs(loop.call(key, `/v1/deals?query=${externalId}`), DealPage);
  const page = await readAs(loop.call(key, `/v1/invoices?dealId=${items[0]?.id}`), InvoicePageSchema);
  return page.items[0];
};

describe('rows of a file', () => {
  it('become a won deal with lines, an issued invoice, and its payment, without a CRM', async () => {
    await push('customer', [CUSTOMER]);
    await push('deal', [ORDER]);
    const issued = await invoiceOf('SO-1');
    expect(issued).toMatchObject({ documentStatus: 'issued', customerName: 'Northwind Robotics' });
    const invoice = await readAs(loop.call(key, `/v1/invoices/${issued?.id}`), InvoiceSchema);
    expect(invoice.document).toMatchObject({
      recipients: [{ role: 'bill_to', email: 'ap@northwind.example' }],
      lines: [
        { sku: 'API-P', quantity: '2', netAmount: '4800.00' },
        { sku: 'ONBOARD', quantity: '1', netAmount: '3500.00' },
      ],
      totals: { payable: '8300.00' },
    });
    // Nothing waits for a CRM that does not exist.
    expect(invoice.sync.map(({ role, state }) => [role, state])).toEqual([['accounting', 'in_sync']]);
    const row = { id: 'B-7', invoice_number: issued?.number, amount: '8,300.00', currency: 'USD' };
    await push('payment', [{ ...row, received_on: '2026-11-24', reference: '', status: '' }]);
    expect((await invoiceOf('SO-1'))?.standing).toMatchObject({ displayStatus: 'paid', balance: '0.00' });
    const letters = await readAs(loop.call(key, '/v1/dead-letters?state=dead'), DeadLetterPage);
    expect(letters.items).toEqual([]);
  });

  it('that are sent again make nothing twice', async () => {
    await push('customer', [CUSTOMER]);
    await push('deal', [ORDER]);
    const invoices = await readAs(loop.call(key, '/v1/invoices'), InvoicePageSchema);
    expect(invoices.items).toHaveLength(1);
    const payments = await readAs(loop.call(key, '/v1/payments'), PaymentPage);
    expect(payments.items).toHaveLength(1);
  });

  it('wait for a customer that comes after them', async () => {
    await push('deal', [{ ...ORDER, id: 'SO-2', customer_id: 'LATE' }]);
    expect(await invoiceOf('SO-2')).toBeUndefined();
    await push('customer', [{ ...CUSTOMER, id: 'LATE', name: 'Late & Co' }]);
    expect(await invoiceOf('SO-2')).toMatchObject({ customerName: 'Late & Co', documentStatus: 'issued' });
  });

  it('may name a customer of another system by the id that the hub shows', async () => {
    await loop.tellOf({ id: '5001', lines: [{ id: 'l1', sku: 'API-P' }] });
    await loop.hub.drain();
    const known = await readAs(loop.call(key, '/v1/customers?query=8101'), CustomerPage);
    await push('deal', [{ ...ORDER, id: 'SO-3', customer_id: known.items[0]?.id }]);
    expect(await invoiceOf('SO-3')).toMatchObject({
      documentStatus: 'draft',
      customerName: 'Northwind Robotics',
    });
  });
});
