import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvoiceRow } from '../../runtime/src/flow/get-invoice-row.ts';
import { PaymentSchema } from '../../runtime/src/http/schemas/data.ts';
import { InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import {
  AccountCreditSchema,
  AccountSchema,
  AgingSchema,
  RefundedSchema,
  SettlementSchema,
} from '../../runtime/src/http/schemas/settlement.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let approverKey: string;
let next = 1;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ person: loop.organization.author })).key;
  approverKey = (await loop.key({ person: loop.organization.approver })).key;
});
afterAll(() => loop.hub.close());

/** An invoice of 2,400.00 USD. */
async function issued(): Promise<InvoiceRow> {
  const id = `settled-${next++}`;
  await loop.tellOf({ id, lines: [{ id, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice === undefined) throw new Error('there is no invoice');
  return invoice;
}

const post = (path: string, json: object, as = key): Promise<Response> =>
  loop.call(as, path, { json, idempotencyKey: `settlement-${next++}` });
const standingOf = async (id: string) =>
  (await readAs(loop.call(key, `/v1/invoices/${id}`), InvoiceSchema)).standing;
const receive = (invoice: InvoiceRow, amount: string, more: object = {}) =>
  readAs(
    post('/v1/payments', {
      customerId: invoice.customerId,
      entityId: invoice.entityId,
      amount,
      currency: 'USD',
      receivedOn: '2026-11-20',
      externalId: `receipt-${next++}`,
      ...more,
    }),
    PaymentSchema,
  );

describe('money over HTTP', () => {
  it('is received from a customer, put on invoices with a fee, taken back, applied from the account and refunded', async () => {
    const [first, second] = [await issued(), await issued()];
    const payment = await receive(first, '3000.00');
    expect(payment).toMatchObject({
      invoiceNumber: null,
      unapplied: '3000.00',
      customerId: first.customerId,
    });
    const allocations = [
      { invoiceId: first.id, amount: '2390.00', deduction: { reason: 'bank_fee', amount: '10.00' } },
      { invoiceId: second.id, amount: '600.00' },
    ];
    const put = await readAs(post(`/v1/payments/${payment.id}/allocations`, { allocations }), PaymentSchema);
    expect(put.unapplied).toBe('10.00');
    expect(await standingOf(first.id)).toMatchObject({ settlement: 'paid', deducted: '10.00' });
    const shown = await readAs(loop.call(key, `/v1/invoices/${second.id}/settlement`), SettlementSchema);
    const entry = shown.entries[0]?.id ?? '';
    await post(`/v1/invoices/${second.id}/allocations/${entry}/reverse`, { reason: 'Wrong invoice.' });
    const account = await readAs(loop.call(key, `/v1/customers/${first.customerId}/account`), AccountSchema);
    expect(account.items).toMatchObject([{ total: '610.00', parts: [{ id: payment.id }] }]);
    const applied = post(`/v1/invoices/${second.id}/account-credit`, { amount: '600.00' });
    expect(await readAs(applied, AccountCreditSchema)).toEqual({ applied: '600.00' });
    const refund = { amount: '10.00', refundedOn: '2026-11-21', reason: 'Too much.', externalId: 'out-1' };
    const back = await post(`/v1/payments/${payment.id}/refunds`, refund);
    expect(back.status).toBe(201);
    expect((await readAs(post(`/v1/payments/${payment.id}/refunds`, refund), RefundedSchema)).isNew).toBe(
      false,
    );
    const more = { ...refund, amount: '600.01', externalId: 'out-2' };
    await expectProblem(await post(`/v1/invoices/${second.id}/refunds`, more), 'settlement.exceeds');
  });

  it('is refused where the payer is named twice, or not at all, and where the invoice is missing for a deduction', async () => {
    const invoice = await issued();
    const body = { amount: '1.00', currency: 'USD', receivedOn: '2026-11-20', externalId: 'no-payer' };
    const payer = { customerId: invoice.customerId, entityId: invoice.entityId };
    const deduction = { reason: 'bank_fee', amount: '1.00' };
    for (const wrong of [
      {},
      { customerId: invoice.customerId },
      { ...payer, invoiceId: invoice.id },
      { ...payer, deduction },
      { ...payer, customerId: 'cus_nobody' },
    ]) {
      await expectProblem(await post('/v1/payments', { ...body, ...wrong }), 'request.invalid');
    }
  });

  it('is written off by three keys of three people only', async () => {
    const { id } = await issued();
    const machine = (await loop.key()).key;
    const ask = (as: string) => post(`/v1/invoices/${id}/write-off`, { reason: 'Insolvent.' }, as);
    await expectProblem(await ask(machine), 'approval.person_required');
    const asked = await readAs(ask(key), SettlementSchema);
    expect(asked.writeOffs).toMatchObject([{ state: 'requested', amount: '2400.00' }]);
    await expectProblem(await post(`/v1/invoices/${id}/write-off/approve`, {}), 'settlement.same_person');
    await post(`/v1/invoices/${id}/write-off/approve`, {}, approverKey);
    await expectProblem(
      await post(`/v1/invoices/${id}/write-off/book`, {}, approverKey),
      'settlement.same_person',
    );
    expect((await standingOf(id)).settlement).toBe('unpaid');
  });

  it('is disputed, promised and summed by its age', async () => {
    const { id } = await issued();
    const opened = post(`/v1/invoices/${id}/dispute`, { reason: 'Never ordered.', positions: [1] });
    expect((await readAs(opened, SettlementSchema)).disputes).toMatchObject([
      { state: 'open', positions: [1] },
    ]);
    const aging = await readAs(loop.call(key, '/v1/reports/aging'), AgingSchema);
    expect(aging.rows).toMatchObject([{ customerName: 'Northwind Robotics', disputed: '2400.00' }]);
    await post(`/v1/invoices/${id}/dispute/close`, { outcome: 'withdrawn', reason: 'Found it.' });
    const promise = { status: 'promised', until: '2026-12-28', amount: '1400.00' };
    const promised = await readAs(post(`/v1/invoices/${id}/collection`, promise), SettlementSchema);
    expect(promised.collection).toMatchObject({ promised: '1400.00', until: '2026-12-28' });
    expect(await standingOf(id)).toMatchObject({ dispute: 'withdrawn', collection: 'promised' });
  });

  it('accepts a dispute by issuing again for a person who may approve, and names the draft once the void is confirmed', async () => {
    const { id } = await issued();
    const path = `/v1/invoices/${id}/dispute`;
    await post(path, { reason: 'Wrong order number.' });
    const accept = { outcome: 'accepted', settledWith: 'reissue', reason: 'It is.' };
    const machine = (await loop.key({})).key;
    await expectProblem(await post(`${path}/close`, accept, machine), 'auth.scope_missing');
    const mixed = { ...accept, creditNoteId: 'inv_1' };
    await expectProblem(await post(`${path}/close`, mixed), 'request.invalid');
    const closed = await readAs(post(`${path}/close`, accept), SettlementSchema);
    expect(closed.disputes).toMatchObject([
      { state: 'accepted', settledWith: 'reissue', replacementId: null },
    ]);
    await loop.hub.drain();
    const [dispute] = (await readAs(loop.call(key, `/v1/invoices/${id}/settlement`), SettlementSchema))
      .disputes;
    const again = await readAs(loop.call(key, `/v1/invoices/${dispute?.replacementId}`), InvoiceSchema);
    expect(again.replaces).toMatchObject({ id, status: 'voided' });
  });

  it('of one legal entity is nothing that a key for another one can move or see', async () => {
    const invoice = await issued();
    const payment = await receive(invoice, '5.00');
    const other = (await loop.key({ entityIds: [loop.organization.jpEntityId] })).key;
    const put = await post(`/v1/payments/${payment.id}/allocations`, { order: 'oldest_due' }, other);
    await expectProblem(put, 'record.not_found');
    await expectProblem(
      await loop.call(other, `/v1/invoices/${invoice.id}/settlement`),
      'auth.entity_not_granted',
    );
    const account = await readAs(
      loop.call(other, `/v1/customers/${invoice.customerId}/account`),
      AccountSchema,
    );
    expect(account.items).toEqual([]);
    expect((await readAs(loop.call(other, '/v1/reports/aging'), AgingSchema)).rows).toEqual([]);
  });
});
