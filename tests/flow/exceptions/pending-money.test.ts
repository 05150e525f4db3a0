import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, entities } from '../../../runtime/src/db/schema/index.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { sumExceptions } from '../../../runtime/src/flow/exceptions/sum-exceptions.ts';
import { countWork } from '../../../runtime/src/flow/read/count-work.ts';
import { confirmPayment } from '../../../runtime/src/flow/settle/confirm-payment.ts';
import { failPayment } from '../../../runtime/src/flow/settle/fail-payment.ts';
import { getEntitySettings } from '../../../runtime/src/flow/setup/get-entity-settings.ts';
import { createMoneyLoop, type MoneyLoop } from '../settle/support/money-loop.ts';

let loop: MoneyLoop;
beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

/** The entity is in San Francisco: its 27 November begins at 08:00 UTC. */
const SET_OUT = '2026-11-20';
const moveTo = (instant: string): void => {
  loop.hub.clock.advance(Date.parse(instant) - loop.hub.clock.now().getTime());
};
const setDays = (pendingMoneyDaysMax: number) =>
  loop.inOrganization((tx) =>
    tx.update(entities).set({ pendingMoneyDaysMax }).where(eq(entities.id, loop.organization.usEntityId)),
  );
const late = async (more = {}) =>
  (await listExceptions({ ctx: { ...loop.author, ...more }, input: { limit: 100, kind: 'pending_money' } }))
    .items;
const onItsWay = async (more = {}) => {
  const { payment } = await loop.pay({
    amount: '1200.00',
    state: 'processing',
    receivedOn: SET_OUT,
    ...more,
  });
  return payment.id;
};

test('money on its way waits for a person from the seventh day of its entity on, with its amount and age, until it is in', async () => {
  const { usEntityId, jpEntityId } = loop.organization;
  const invoice = await loop.issued();
  const paymentId = await onItsWay({ invoiceId: invoice.id });
  moveTo('2026-11-27T07:59:59Z');
  expect(await late()).toEqual([]);
  moveTo('2026-11-27T08:00:00Z');
  expect(await late()).toMatchObject([
    {
      object: { kind: 'payment', id: paymentId },
      invoiceId: invoice.id,
      name: invoice.buyer?.name,
      code: 'processing',
      amount: { amountMinor: 120_000n, currency: 'USD' },
      since: new Date('2026-11-20T08:00:00Z'),
      owner: null,
    },
  ]);
  expect([await late({ entityIds: [usEntityId] }), await late({ entityIds: [jpEntityId] })]).toEqual([
    await late(),
    [],
  ]);
  expect(await sumExceptions({ ctx: loop.author, input: {} })).toEqual([
    { kind: 'pending_money', count: 1, amounts: [{ amountMinor: 120_000n, currency: 'USD' }] },
  ]);
  expect((await countWork({ ctx: loop.author })).exceptions).toBe('1');
  await confirmPayment({ ctx: loop.author, input: { paymentId, receivedOn: '2026-11-26' } });
  expect(await late()).toEqual([]);
});

test('money without an invoice waits as well, and leaves once it failed', async () => {
  const [customer] = await loop.inOrganization((tx) => tx.select().from(customers));
  const { usEntityId: entityId } = loop.organization;
  const paymentId = await onItsWay({ customerId: customer?.id, entityId });
  expect(await late()).toMatchObject([{ object: { id: paymentId }, invoiceId: null, name: customer?.name }]);
  await failPayment({ ctx: loop.author, input: { paymentId, reason: 'The account has no funds.' } });
  expect(await late()).toEqual([]);
});

test('each legal entity says how many days are too many', async () => {
  const { usEntityId: entityId } = loop.organization;
  const { entity } = await getEntitySettings({ ctx: loop.author, input: { entityId } });
  expect(entity.pendingMoneyDaysMax).toBe(7);
  await onItsWay({ invoiceId: (await loop.issued()).id });
  await setDays(14);
  expect(await late()).toEqual([]);
  moveTo('2026-12-04T08:00:00Z');
  expect(await late()).toHaveLength(1);
});
