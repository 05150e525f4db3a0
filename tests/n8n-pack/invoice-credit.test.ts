import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice } from './support/sample-answers.ts';

const drafting = (status = 201): FakeHub =>
  createFakeHub({ 'POST /v1/invoices/inv_0/credit': { status, body: invoiceAnswer('draft') } });

const run = (hub: FakeHub, parameters: IDataObject, executionId = 'execution-1') =>
  runOperation(
    createContext({
      hub,
      executionId,
      parameters: { invoice: locator('inv_0'), reason: 'One too many', lines: {}, ...parameters },
    }).execute,
    findOperation('invoice', 'credit'),
  );

test('gives the draft of the credit note, and says which invoice it credits', async () => {
  const [output] = await run(drafting(), {});
  expect(output?.json).toEqual({ ...simpleInvoice('draft'), creditsInvoiceId: 'inv_0', outcome: 'drafted' });
});

test('without lines all that is left is credited', async () => {
  const hub = drafting();
  await run(hub, {});
  expect(hub.asked[0]?.body).toEqual({ reason: 'One too many', reference: expect.any(String) });
});

test('a line takes a quantity or an amount as decimal text, also where an expression gives a number', async () => {
  const hub = drafting();
  const line = [
    { position: 1, quantity: '2', amount: '' },
    { position: 3, quantity: '', amount: ' 150.10 ' },
    { position: 4, quantity: 0.5 },
  ];
  await run(hub, { lines: { line } });
  expect(hub.asked[0]?.body).toMatchObject({
    reason: 'One too many',
    lines: [
      { position: 1, quantity: '2' },
      { position: 3, amount: '150.10' },
      { position: 4, quantity: '0.5' },
    ],
  });
});

test('is one request however often the run is retried', async () => {
  const hub = drafting();
  await run(hub, {});
  await run(hub, {});
  const [first, second] = hub.asked.map(({ key }) => key);
  expect(first).toBeDefined();
  expect(second).toBe(first);
});

test('another execution asks for the same credit note, and other lines or another invoice for another one', async () => {
  const hub = drafting();
  await run(hub, {});
  await run(hub, {}, 'execution-2');
  await run(hub, { lines: { line: [{ position: 1, quantity: '1' }] } }, 'execution-3');
  const references = hub.asked.map(({ body }) => (body as IDataObject)['reference']);
  expect(references[1]).toBe(references[0]);
  expect(references[2]).not.toBe(references[0]);
  expect(new Set(hub.asked.map(({ key }) => key)).size).toBe(3);
});

test('a reference of the user is taken as it is, and one that was drafted before says so', async () => {
  const hub = drafting(200);
  const [output] = await run(hub, { additionalFields: { reference: 'return-118' } });
  expect(hub.asked[0]?.body).toMatchObject({ reference: 'return-118' });
  expect(output?.json).toMatchObject({ outcome: 'drafted_already', creditsInvoiceId: 'inv_0' });
});

test('what the hub refuses is told in its own sentence', async () => {
  const hub = createFakeHub({
    'POST /v1/invoices/inv_0/credit': problem(
      422,
      'credit.exceeds_invoice',
      'Line 1 is more than the 1 that are left.',
    ),
  });
  await expect(run(hub, {})).rejects.toThrow('Line 1 is more than the 1 that are left.');
});
