import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice } from './support/sample-answers.ts';

const RECIPIENT = { email: 'ap@moved.example', locale: 'en', name: 'Accounts', role: 'bill_to' };

const run = async (parameters: IDataObject, status = 201) => {
  const hub = createFakeHub({
    'POST /v1/invoices/inv_0/corrections': { status, body: invoiceAnswer('issued', { version: 2 }) },
  });
  const given = {
    invoice: locator('inv_0'),
    reason: 'Moved',
    recipients: {},
    buyerFields: {},
    ...parameters,
  };
  const { execute } = createContext({ hub, parameters: given });
  const [output] = await runOperation(execute, findOperation('invoice', 'correct'));
  return { output: output?.json, asked: hub.asked[0]?.body };
};

test('asks for what was filled in, and nothing else', async () => {
  const { asked, output } = await run({
    recipients: { recipient: [RECIPIENT] },
    buyerFields: { contactName: 'Ada', line1: '8 Front Street', postalCode: '10005' },
  });
  expect(asked).toEqual({
    reason: 'Moved',
    recipients: [RECIPIENT],
    buyer: { contactName: 'Ada', address: { line1: '8 Front Street', postalCode: '10005' } },
  });
  expect(output).toEqual({ ...simpleInvoice('issued'), version: 2, outcome: 'corrected' });
});

test('leaves out what was not touched, and tells when nothing differed', async () => {
  const { asked, output } = await run({ buyerFields: { phone: '1' } }, 200);
  expect(asked).toEqual({ reason: 'Moved', buyer: { phone: '1' } });
  expect(output).toMatchObject({ outcome: 'corrected_already' });
});
