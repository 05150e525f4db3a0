import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocatePayment } from '../../../runtime/src/flow/settle/allocate-payment.ts';
import { createMoneyLoop, type Issued, type MoneyLoop } from './support/money-loop.ts';

const ROUNDS = 12;

let loop: MoneyLoop;
beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const cashOf = async (invoices: readonly Issued[]): Promise<string[]> =>
  Promise.all(invoices.map(async ({ id }) => (await loop.standing(id)).cash));

test('receipts that each name an invoice and spread over the other wait for each other, and both are booked', async () => {
  const pair = [await loop.issued(), await loop.issued()] as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    const paid = pair.map(({ id }) => loop.pay({ invoiceId: id, amount: '10.00', rest: 'oldest_due' }));
    await Promise.all(paid);
  }
  expect(await cashOf(pair)).toEqual(['120.00', '120.00']);
});

test('payments put by hand on the same invoices in opposite orders never deadlock', async () => {
  const pair = [await loop.issued(), await loop.issued()] as const;
  const payer = { customerId: pair[0].customerId, entityId: pair[0].entityId };
  const orders = [pair, [pair[1], pair[0]]];
  for (let round = 0; round < ROUNDS; round += 1) {
    const received = [];
    for (const order of orders) {
      const { payment } = await loop.pay({ ...payer, amount: '20.00' });
      received.push({ paymentId: payment.id, order });
    }
    const put = received.map(({ paymentId, order }) =>
      allocatePayment({
        ctx: loop.author,
        input: { paymentId, allocations: order.map(({ id }) => ({ invoiceId: id, amount: '10.00' })) },
      }),
    );
    await Promise.all(put);
  }
  expect(await cashOf(pair)).toEqual(['240.00', '240.00']);
});
