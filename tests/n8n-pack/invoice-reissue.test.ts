import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice } from './support/sample-answers.ts';

test.each([
  [201, 'drafted'],
  [200, 'drafted_already'],
])(
  'gives the draft in the place of the voided invoice, and says whether it is new: %i',
  async (status, outcome) => {
    const hub = createFakeHub({
      'POST /v1/invoices/inv_0/reissue': { status, body: invoiceAnswer('draft') },
    });
    const { execute } = createContext({ hub, parameters: { invoice: locator('inv_0') } });
    const [output] = await runOperation(execute, findOperation('invoice', 'reissue'));
    expect(output?.json).toEqual({ ...simpleInvoice('draft'), replacesInvoiceId: 'inv_0', outcome });
  },
);
