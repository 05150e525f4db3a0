import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice } from './support/sample-answers.ts';

const editing = (): FakeHub =>
  createFakeHub({
    'GET /v1/invoices/inv_0': { status: 200, body: { ...invoiceAnswer('draft'), revision: 3 } },
    'PATCH /v1/invoices/inv_0': { status: 200, body: { revision: 4, fields: [], isApprovalKept: false } },
  });

const run = (hub: FakeHub, parameters: IDataObject) =>
  runOperation(
    createContext({
      hub,
      parameters: {
        invoice: locator('inv_0'),
        reason: 'As agreed',
        updateFields: {},
        lines: {},
        addLines: {},
        removeLines: '',
        putBackLines: '',
        ...parameters,
      },
    }).execute,
    findOperation('invoice', 'update'),
  );

const bodyOf = (hub: FakeHub) => hub.asked.find(({ method }) => method === 'PATCH')?.body;

test('changes what is filled in, on the revision that it read, and gives the invoice as it stands then', async () => {
  const hub = editing();
  const [output] = await run(hub, {
    updateFields: { purchaseOrder: 'PO-1', terms: '', note: 'Thank you' },
    lines: {
      line: [{ position: 2, quantity: 3, unitPrice: ' 11000.00 ', discountPercent: '', description: '' }],
    },
  });
  expect(bodyOf(hub)).toEqual({
    revision: 3,
    reason: 'As agreed',
    changes: {
      purchaseOrder: 'PO-1',
      notes: ['Thank you'],
      lines: [{ position: 2, quantity: '3', unitPrice: '11000.00' }],
    },
  });
  expect(output?.json).toEqual({ ...simpleInvoice('draft'), outcome: 'edited' });
});

test('a discount of 0 is none, and not left as it was', async () => {
  const hub = editing();
  await run(hub, { lines: { line: [{ position: 1, discountPercent: 0 }] } });
  expect(bodyOf(hub)).toMatchObject({ changes: { lines: [{ position: 1, discount: { percent: '0' } }] } });
});

test('what somebody changed meanwhile is told in the sentence of the hub', async () => {
  const hub = createFakeHub({
    'GET /v1/invoices/inv_0': { status: 200, body: { ...invoiceAnswer('draft'), revision: 3 } },
    'PATCH /v1/invoices/inv_0': problem(
      409,
      'invoice.revision_conflict',
      'Somebody changed the invoice meanwhile',
    ),
  });
  await expect(run(hub, { updateFields: { purchaseOrder: 'PO-1' } })).rejects.toThrow(
    'Somebody changed the invoice meanwhile',
  );
});

test('lines are added, left out and put back; of a product only what its master does not say', async () => {
  const hub = editing();
  await run(hub, {
    addLines: {
      line: [
        { name: 'Shipping', quantity: 1, unitPrice: 25.5, taxClass: 'reduced', sku: '', unit: '' },
        { sku: 'SETUP', quantity: '2', name: '', unitPrice: '', taxClass: 'standard', discountPercent: '10' },
      ],
    },
    removeLines: '9001, 9002,',
    putBackLines: 9003,
  });
  expect(bodyOf(hub)).toMatchObject({
    changes: {
      addLines: [
        { name: 'Shipping', quantity: '1', unitPrice: '25.5', taxClass: 'reduced' },
        { sku: 'SETUP', quantity: '2', discount: { percent: '10' } },
      ],
      removeLines: ['9001', '9002'],
      putBackLines: ['9003'],
    },
  });
});
