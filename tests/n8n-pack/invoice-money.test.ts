import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { type Answer, createFakeHub, type FakeHub } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice } from './support/sample-answers.ts';

const run = (hub: FakeHub, resource: string, operation: string, parameters: IDataObject) =>
  runOperation(
    createContext({ hub, parameters: { invoice: locator('inv_1'), ...parameters } }).execute,
    findOperation(resource, operation),
  );

const SETTLEMENT = { invoiceId: 'inv_1', currency: 'USD', writeOffs: [], disputes: [] };

const hubWith = (routes: Record<string, Answer>, settlement: IDataObject = {}): FakeHub =>
  createFakeHub({
    'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
    'GET /v1/invoices/inv_1/settlement': { body: { ...SETTLEMENT, ...settlement } },
    ...routes,
  });

const posted = (hub: FakeHub) => hub.asked.filter(({ method }) => method === 'POST');

test('the money of an invoice is given as the hub tells it', async () => {
  const [output] = await run(hubWith({}), 'invoice', 'getSettlement', {});
  expect(output?.json).toEqual(SETTLEMENT);
});

const COMMANDS: [string, IDataObject, string, IDataObject, string][] = [
  ['requestWriteOff', { reason: ' Insolvent. ' }, 'write-off', { reason: 'Insolvent.' }, 'requested'],
  [
    'openDispute',
    { reason: 'Two seats.', additionalFields: { amount: 200, positions: '1, 3' } },
    'dispute',
    { reason: 'Two seats.', amount: '200', positions: [1, 3] },
    'opened',
  ],
  [
    'closeDispute',
    { outcome: 'withdrawn', reason: 'They pay.' },
    'dispute/close',
    { outcome: 'withdrawn', reason: 'They pay.' },
    'closed',
  ],
  [
    'changeCollection',
    { status: 'promised', until: '2026-12-28T00:00:00', amount: '1400.00', reason: '' },
    'collection',
    { status: 'promised', until: '2026-12-28', amount: '1400.00' },
    'changed',
  ],
  [
    'changeCollection',
    { status: 'normal', until: 'hidden', amount: 'hidden', reason: 'Paid in part.' },
    'collection',
    { status: 'normal', reason: 'Paid in part.' },
    'changed',
  ],
];

test.each(COMMANDS)(
  '%s asks the hub once, by name, and gives the invoice as it stands',
  async (name, parameters, path, body, outcome) => {
    const hub = hubWith({ [`POST /v1/invoices/inv_1/${path}`]: { body: SETTLEMENT } });
    const [output] = await run(hub, 'invoice', name, parameters);
    expect(output?.json).toEqual({ ...simpleInvoice('issued'), outcome });
    expect(posted(hub).map((asked) => asked.body)).toEqual([body]);
    expect(posted(hub)[0]?.key).toMatch(/^"n8n-[0-9a-f]{64}"$/);
  },
);

test.each([
  ['requestWriteOff', { writeOffs: [{ state: 'requested' }] }, {}, 'requested_already'],
  ['requestWriteOff', { writeOffs: [{ state: 'approved' }] }, {}, 'requested_already'],
  ['openDispute', { disputes: [{ state: 'open' }] }, {}, 'open_already'],
  ['closeDispute', { disputes: [{ state: 'rejected' }] }, { outcome: 'rejected' }, 'closed_already'],
])('%s leaves alone what another execution did before', async (name, settlement, parameters, outcome) => {
  const hub = hubWith({}, settlement);
  const [output] = await run(hub, 'invoice', name, { reason: 'Again.', ...parameters });
  expect(output?.json).toMatchObject({ outcome });
  expect(posted(hub)).toEqual([]);
});

test('a day that is none is refused before anything is changed', async () => {
  const hub = hubWith({});
  const parameters = { status: 'paused', until: 'soon', reason: 'Holidays.' };
  await expect(run(hub, 'invoice', 'changeCollection', parameters)).rejects.toThrow('"Until" is not a date');
  expect(posted(hub)).toEqual([]);
});

describe('refund', () => {
  const parameters = {
    amount: '100.00',
    refundedOn: '2026-12-18T23:00:00',
    reason: 'Paid twice.',
    externalId: 'out-3',
    additionalFields: { creditNoteId: 'inv_2', reference: '' },
  };

  test.each([
    [true, 'refunded'],
    [false, 'refunded_already'],
  ])('isNew %s gives %s', async (isNew, outcome) => {
    const hub = hubWith({ 'POST /v1/invoices/inv_1/refunds': { body: { refundId: 'rfd_1', isNew } } });
    const [output] = await run(hub, 'invoice', 'refund', parameters);
    expect(output?.json).toMatchObject({ id: 'inv_1', outcome });
    expect(posted(hub)[0]?.body).toEqual({
      amount: '100.00',
      refundedOn: '2026-12-18',
      reason: 'Paid twice.',
      externalId: 'out-3',
      creditNoteId: 'inv_2',
    });
  });
});

describe('payments that are for no invoice yet', () => {
  test('are recorded for a customer and a legal entity', async () => {
    const hub = createFakeHub({ 'POST /v1/payments': { status: 201, body: { id: 'pay_1' } } });
    await run(hub, 'payment', 'record', {
      receivedFor: 'customer',
      customer: locator('cus_1'),
      entityId: 'ent_1',
      amount: 500,
      currency: 'jpy',
      receivedOn: '2026-11-18',
      externalId: 'bank-32',
      additionalFields: { rest: 'oldest_due' },
    });
    expect(hub.asked[0]?.body).toEqual({
      customerId: 'cus_1',
      entityId: 'ent_1',
      amount: '500',
      currency: 'JPY',
      receivedOn: '2026-11-18',
      externalId: 'bank-32',
      rest: 'oldest_due',
    });
  });

  test.each([
    ['oldestDue', {}, { order: 'oldest_due' }],
    [
      'invoices',
      { invoice: [{ invoiceId: ' inv_1 ', amount: 990 }] },
      { allocations: [{ invoiceId: 'inv_1', amount: '990' }] },
    ],
  ])('are allocated to %s', async (to, invoices, body) => {
    const hub = createFakeHub({ 'POST /v1/payments/pay_1/allocations': { body: { id: 'pay_1' } } });
    const [output] = await run(hub, 'payment', 'allocate', { paymentId: 'pay_1', to, invoices });
    expect(output?.json).toEqual({ id: 'pay_1' });
    expect(hub.asked.map((asked) => asked.body)).toEqual([body]);
  });

  test('are not allocated to no invoices', async () => {
    const hub = createFakeHub({});
    await expect(
      run(hub, 'payment', 'allocate', { paymentId: 'pay_1', to: 'invoices', invoices: {} }),
    ).rejects.toThrow('"Invoices" is empty');
    expect(hub.asked).toEqual([]);
  });
});
