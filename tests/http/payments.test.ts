import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEntries, deadLetters, invoiceEvents, payments } from '../../runtime/src/db/schema/index.ts';
import type { InvoiceRow } from '../../runtime/src/flow/get-invoice-row.ts';
import { PaymentPage, PaymentSchema } from '../../runtime/src/http/schemas/data.ts';
import { InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

type Issued = InvoiceRow & { number: string };

/** An invoice of 2,400.00 USD. */
async function issuedInvoice(): Promise<Issued> {
  const id = `pay-${nextDeal++}`;
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { ...invoice, number: invoice.number };
}

let nextKey = 1;
const record = (body: object, as = key): Promise<Response> =>
  loop.call(as, '/v1/payments', { json: body, idempotencyKey: `payment-${nextKey++}` });

const wire = (invoice: Issued, changes: object = {}) => ({
  invoiceNumber: invoice.number,
  amount: '2400.00',
  currency: 'USD',
  receivedOn: '2026-11-23',
  externalId: `wire-${invoice.number}`,
  ...changes,
});

const standingOf = async (id: string) =>
  (await readAs(loop.call(key, `/v1/invoices/${id}`), InvoiceSchema)).standing;

describe('a payment that is recorded', () => {
  it('settles its invoice, is told to the CRM, and stands in audit and events under who recorded it', async () => {
    const invoice = await issuedInvoice();
    const response = await record(wire(invoice, { reference: 'WIRE 88120' }));
    expect(response.status).toBe(201);
    const payment = await readAs(response.clone(), PaymentSchema);
    expect(response.headers.get('location')).toBe(`/v1/payments/${payment.id}`);
    expect(payment).toMatchObject({
      amount: '2400.00',
      unapplied: '0.00',
      reference: 'WIRE 88120',
      externalId: `wire-${invoice.number}`,
      allocations: [{ invoiceId: invoice.id, amount: '2400.00', reversesId: null }],
    });
    expect(await readAs(loop.call(key, `/v1/payments/${payment.id}`), PaymentSchema)).toEqual(payment);
    expect(await standingOf(invoice.id)).toMatchObject({ displayStatus: 'paid', balance: '0.00' });
    await loop.hub.drain();
    expect([...loop.crm.held.values()].at(-1)).toMatchObject({
      invoiceStatus: 'paid',
      invoiceBalance: '0.00',
    });
    const trail = await loop.hub.database.inOrganization(loop.organization.id, async (tx) => ({
      audit: await tx.select().from(auditEntries).where(eq(auditEntries.objectId, payment.id)),
      events: await tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoice.id)),
    }));
    expect(trail.audit).toMatchObject([{ action: 'payment.received', actor: { kind: 'api_key' } }]);
    expect(trail.events.find(({ type }) => type === 'invoice.paid')).toMatchObject({
      actor: { kind: 'api_key' },
      data: { paymentId: payment.id, applied: '2400.00', balance: '0.00' },
    });
  });

  it('is booked once under its external id, whatever the Idempotency-Key', async () => {
    const invoice = await issuedInvoice();
    const first = await readAs(record(wire(invoice, { amount: '1000.00' })), PaymentSchema);
    const again = await record(
      wire(invoice, { invoiceNumber: undefined, invoiceId: invoice.id, amount: '1000' }),
    );
    expect(again.status).toBe(200);
    expect(await readAs(again, PaymentSchema)).toEqual(first);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '1000.00' });
  });

  it('is booked once when it is sent many times at the same moment', async () => {
    const invoice = await issuedInvoice();
    const body = wire(invoice, { amount: '500.00' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => record(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '500.00' });
  });

  it('is refused when its external id stands for another payment', async () => {
    const invoice = await issuedInvoice();
    await record(wire(invoice, { amount: '1000.00' }));
    await expectProblem(await record(wire(invoice, { amount: '1000.01' })), 'settlement.external_id_reused');
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '1000.00' });
  });

  it('rests unapplied with what exceeds the balance', async () => {
    const invoice = await issuedInvoice();
    const payment = await readAs(record(wire(invoice, { amount: '2500.00' })), PaymentSchema);
    expect(payment).toMatchObject({ unapplied: '100.00', allocations: [{ amount: '2400.00' }] });
    expect(await standingOf(invoice.id)).toMatchObject({ displayStatus: 'paid', cash: '2400.00' });
  });

  it.each([
    ['of no invoice', { invoiceNumber: 'INV-1999-0001' }, 'settlement.invoice_unknown'],
    ['in another currency', { currency: 'JPY', amount: '2400' }, 'settlement.currency_differs'],
    ['of nothing', { amount: '0.00' }, 'request.invalid'],
    ['of less than nothing', { amount: '-1.00' }, 'request.invalid'],
    ['with more decimals than its currency has', { amount: '1.001' }, 'request.invalid'],
    ['in a currency that does not exist', { currency: 'XYZ' }, 'request.invalid'],
    ['on a day that does not exist', { receivedOn: '2026-02-30' }, 'request.invalid'],
    ['on a day that has not come', { receivedOn: '2026-11-26' }, 'request.invalid'],
    ['with both names of an invoice', { invoiceId: 'inv_00000000' }, 'request.invalid'],
    ['with no name of an invoice', { invoiceNumber: undefined }, 'request.invalid'],
    ['as a binary number', { amount: 2400 }, 'request.invalid'],
  ] as const)('%s is refused and leaves nothing behind', async (_what, changes, code) => {
    const invoice = await issuedInvoice();
    const externalId = `refused-${invoice.number}`;
    await expectProblem(await record(wire(invoice, { externalId, ...changes })), code);
    const kept = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(payments).where(eq(payments.invoiceNumber, invoice.number)),
    );
    expect(kept).toEqual([]);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '0.00' });
  });

  it('of a draft is refused', async () => {
    await loop.tellOf({ id: 'draft', lines: [{ id: 'line-draft', sku: 'PLAT-Y', discountPercent: '15' }] });
    await loop.hub.drain();
    const draft = (await loop.invoices()).at(-1);
    await expectProblem(
      await record({
        invoiceId: draft?.id,
        amount: '1.00',
        currency: 'USD',
        receivedOn: '2026-11-23',
        externalId: 'of-a-draft',
      }),
      'settlement.invoice_unknown',
    );
  });

  it('needs its permission and the grant of the invoice’s entity', async () => {
    const invoice = await issuedInvoice();
    const reader = await loop.key({ permissions: ['read'] });
    await expectProblem(await record(wire(invoice), reader.key), 'auth.scope_missing');
    const japanese = await loop.key({ entityIds: [loop.organization.jpEntityId] });
    await expectProblem(await record(wire(invoice), japanese.key), 'auth.entity_not_granted');
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '0.00' });
  });
});

describe('the list of payments', () => {
  it('is narrowed by invoice, number, state and day, and hidden where the entity is not granted', async () => {
    const [invoice, other] = [await issuedInvoice(), await issuedInvoice()];
    const early = await readAs(
      record(wire(invoice, { amount: '100.00', receivedOn: '2026-11-01', externalId: 'early' })),
      PaymentSchema,
    );
    const late = await readAs(
      record(wire(invoice, { amount: '200.00', receivedOn: '2026-11-20', externalId: 'late' })),
      PaymentSchema,
    );
    await record(wire(other, { amount: '300.00' }));
    const idsOf = async (query: string, as = key): Promise<string[]> =>
      (await readAs(loop.call(as, `/v1/payments?${query}`), PaymentPage)).items.map(({ id }) => id);
    expect(await idsOf(`invoiceId=${invoice.id}`)).toEqual([late.id, early.id]);
    expect(await idsOf(`invoiceNumber=${invoice.number}&to=2026-11-01`)).toEqual([early.id]);
    expect(await idsOf(`invoiceNumber=${invoice.number}&from=2026-11-02`)).toEqual([late.id]);
    expect(await idsOf(`invoiceNumber=${invoice.number}&state=returned`)).toEqual([]);
    const japanese = await loop.key({ entityIds: [loop.organization.jpEntityId] });
    expect(await idsOf(`invoiceId=${invoice.id}`, japanese.key)).toEqual([]);
    await expectProblem(await loop.call(japanese.key, `/v1/payments/${early.id}`), 'record.not_found');
  });
});

/** A debit as Stripe sends it, pushed by a flow. */
const intent = (invoice: Issued, changes: object) => ({
  id: `pi_${invoice.number}`,
  object: 'payment_intent',
  amount: 120_000,
  amount_received: 0,
  created: 1_795_000_000,
  currency: 'usd',
  last_payment_error: null,
  latest_charge: `py_${invoice.number}`,
  metadata: { invoice_number: invoice.number },
  ...changes,
});
const PROCESSING = { status: 'processing' };
const SUCCEEDED = { status: 'succeeded', amount_received: 120_000 };
const FAILED = { status: 'requires_payment_method', last_payment_error: { message: 'No funds.' } };

async function push(invoice: Issued, ...words: object[]): Promise<void> {
  for (const word of words) {
    const json = intent(invoice, word);
    const call = { json, idempotencyKey: `intent-${nextKey++}` };
    expect((await loop.call(key, '/v1/records/stripe/payment_intent', call)).status).toBe(202);
    loop.hub.clock.advance(1_000);
    await loop.hub.drain();
  }
}

describe('money on its way', () => {
  const paymentsOf = async (invoice: Issued, state = '') =>
    (
      await readAs(
        loop.call(key, `/v1/payments?invoiceId=${invoice.id}${state === '' ? '' : `&state=${state}`}`),
        PaymentPage,
      )
    ).items;

  it('is listed by its state, shown on the invoice, and settled or failed by a command', async () => {
    const invoice = await issuedInvoice();
    const debit = await readAs(record(wire(invoice, { state: 'processing' })), PaymentSchema);
    expect(await paymentsOf(invoice, 'processing')).toEqual([debit]);
    expect(await paymentsOf(invoice, 'settled')).toEqual([]);
    expect(await standingOf(invoice.id)).toMatchObject({
      balance: '2400.00',
      pendingMoney: { amount: '2400.00', since: '2026-11-23' },
    });
    const say = (command: string, json: object) =>
      loop.call(key, `/v1/payments/${debit.id}/${command}`, { json, idempotencyKey: `say-${nextKey++}` });
    expect(await readAs(say('fail', { reason: 'No funds.' }), PaymentSchema)).toMatchObject({
      state: 'failed',
      failureReason: 'No funds.',
    });
    const settled = await readAs(say('settle', { receivedOn: '2026-11-24' }), PaymentSchema);
    expect(settled).toMatchObject({ state: 'settled', receivedOn: '2026-11-24', failureReason: null });
    await expectProblem(await say('fail', { reason: 'No funds.' }), 'settlement.not_possible');
    expect(await standingOf(invoice.id)).toMatchObject({ displayStatus: 'paid', pendingMoney: null });
  });

  it('that Stripe tells of is one payment from its order to its arrival, and is told while it is on its way', async () => {
    const invoice = await issuedInvoice();
    await push(invoice, PROCESSING);
    expect(await standingOf(invoice.id)).toMatchObject({
      cash: '0.00',
      pendingMoney: { amount: '1200.00', since: '2026-11-18' },
    });
    await push(invoice, SUCCEEDED, PROCESSING, SUCCEEDED);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '1200.00', pendingMoney: null });
    expect(await paymentsOf(invoice)).toMatchObject([
      { state: 'settled', allocations: [{ amount: '1200.00' }] },
    ]);
  });

  it.each([
    ['failed, and late word that it is on its way', [FAILED, PROCESSING], 'failed', '0.00'],
    ['on its way, failed, and in at the second try', [PROCESSING, FAILED, SUCCEEDED], 'settled', '1200.00'],
    ['in, and late word that it is on its way', [SUCCEEDED, PROCESSING], 'settled', '1200.00'],
  ])('of Stripe: %s', async (_, words, state, cash) => {
    const invoice = await issuedInvoice();
    await push(invoice, ...words);
    expect(await paymentsOf(invoice)).toMatchObject([{ state }]);
    expect(await standingOf(invoice.id)).toMatchObject({ cash, pendingMoney: null });
  });

  it('that a person says is in is the payment that Stripe tells of later', async () => {
    const invoice = await issuedInvoice();
    await push(invoice, PROCESSING);
    const [debit] = await paymentsOf(invoice);
    await loop.call(key, `/v1/payments/${debit?.id}/settle`, {
      json: { receivedOn: '2026-11-24' },
      idempotencyKey: `say-${nextKey++}`,
    });
    await push(invoice, SUCCEEDED);
    expect(await paymentsOf(invoice)).toHaveLength(1);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '1200.00' });
  });

  it('that came in and is then said to have failed stays, and is asked of a person', async () => {
    const invoice = await issuedInvoice();
    await push(invoice, SUCCEEDED, FAILED);
    expect(await standingOf(invoice.id)).toMatchObject({ cash: '1200.00' });
    const letters = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(deadLetters).where(eq(deadLetters.code, 'settlement.not_possible')),
    );
    expect(letters).toMatchObject([{ queue: 'map', state: 'dead' }]);
  });

  it('to another invoice than it was told is on its way to the first no more', async () => {
    const [first, second] = [await issuedInvoice(), await issuedInvoice()];
    await push(first, PROCESSING);
    await push(first, { ...PROCESSING, metadata: { invoice_number: second.number } });
    expect(await standingOf(first.id)).toMatchObject({ pendingMoney: null });
    expect(await standingOf(second.id)).toMatchObject({ pendingMoney: { amount: '1200.00' } });
  });
});
