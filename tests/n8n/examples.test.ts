import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  loadExampleWorkflows,
  type Workflow,
  withCredential,
} from '../../runtime/src/demo/n8n/example-workflows.ts';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { decideInBrowser } from './support/decide-in-browser.ts';
import { type Execution, type Executions, itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Receiver, startReceiver } from './support/start-receiver.ts';
import { type Stage, startStage } from './support/start-stage.ts';

const EXAMPLES = [
  'deal-won-to-invoice-sent',
  'orders-csv-to-invoices',
  'overdue-to-chat',
  'payment-file-to-payments',
] as const;

let stage: Stage;
let executions: Executions;
let chat: Receiver;

beforeAll(async () => {
  const n8n = await openSharedN8n();
  [stage, executions, chat] = await Promise.all([startStage(n8n), openExecutions(n8n), startReceiver()]);
});

afterAll(async () => {
  await chat.stop();
  await stage.stop();
});

/** An example as a user has it who imported it and chose the credential. */
async function example(name: (typeof EXAMPLES)[number]): Promise<Workflow> {
  const workflow = (await loadExampleWorkflows()).get(name);
  if (workflow === undefined) throw new Error(`docs/n8n holds no ${name}.json`);
  return withCredential(workflow, stage.credential);
}

/** How an execution ended; of a failed one with n8n's words, for the message of the test. */
function endOf({ status, data: { resultData } }: Execution): unknown {
  const { error, lastNodeExecuted } = resultData;
  return error === undefined ? status : [lastNodeExecuted, error.message, error.description];
}

type Invoice = { id: string; number: string | null; standing: { displayStatus: string } };

const invoices = async (): Promise<Invoice[]> =>
  (await stage.hub<{ items: Invoice[] }>('/v1/invoices?limit=100')).items;

test('every example workflow of the documents is run here', async () => {
  expect([...(await loadExampleWorkflows()).keys()]).toEqual([...EXAMPLES]);
});

test('deal won to invoice sent: waits for the approval, issues, sends and gives the PDF; again, it makes nothing', async () => {
  const workflow = await executions.add(await example('deal-won-to-invoice-sent'));
  const executionId = await executions.start(workflow, 'Start');
  const waiting = await executions.settled(executionId);
  expect(endOf(waiting)).toBe('waiting');
  const [invoice] = await invoices();
  await decideInBrowser(stage, { invoiceId: invoice?.id ?? '', decision: 'approved', reason: 'Agreed' });
  const ended = await executions.ended(executionId);
  expect(endOf(ended)).toBe('success');
  expect(itemsOf(ended, 'Download PDF')).toMatchObject([
    { json: { id: invoice?.id }, binary: { data: { mimeType: 'application/pdf' } } },
  ]);
  const after = await invoices();
  expect(after).toMatchObject([{ number: expect.stringMatching(/^INV-/) }]);

  const again = await executions.ended(await executions.start(workflow, 'Start'));
  expect(endOf(again)).toBe('success');
  expect((await invoices()).map(({ id, number }) => [id, number])).toEqual(
    after.map(({ id, number }) => [id, number]),
  );
});

test('orders from a CSV: an invoice per order, and the same file again doubles nothing', async () => {
  const before = await invoices();
  const workflow = await executions.add(await example('orders-csv-to-invoices'));
  const first = await executions.ended(await executions.start(workflow, 'Start'));
  expect(endOf(first)).toBe('success');
  const orders = itemsOf(first, 'Orders rows').length;
  expect(orders).toBeGreaterThan(1);
  const made = await invoices();
  expect(made).toHaveLength(before.length + orders);

  const second = await executions.ended(await executions.start(workflow, 'Start'));
  expect(endOf(second)).toBe('success');
  expect(itemsOf(second, 'Send orders').map(({ json }) => json['status'])).toEqual(
    Array(orders).fill('accepted'),
  );
  expect(itemsOf(second, 'Create invoices').map(({ json }) => json['id'])).toEqual(
    itemsOf(first, 'Create invoices').map(({ json }) => json['id']),
  );
  expect((await invoices()).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
});

/** The example with the chat in its settings that listens here. */
async function overdueExample(): Promise<Workflow> {
  const workflow = await example('overdue-to-chat');
  const text = JSON.stringify(workflow).replace('https://chat.example.com/hooks/finance', chat.url);
  return JSON.parse(text);
}

test('overdue invoice to chat: tried by hand and started by the event, the message holds number and card', async () => {
  const invoice = await stage.win(DEALS.platform.id, 'sent');
  const event = { type: 'invoice.became_overdue', invoiceId: invoice.id };
  const pinData = { 'When overdue': [{ json: event }] };
  const workflow = await executions.add({ ...(await overdueExample()), pinData });
  for (const trigger of ['Start', 'When overdue']) {
    expect(endOf(await executions.ended(await executions.start(workflow, trigger)))).toBe('success');
  }
  expect(chat.bodies).toHaveLength(2);
  for (const body of chat.bodies) {
    expect(body).toMatch(/INV-\d{4}-\d{4} · .+ open, due \d{4}-\d{2}-\d{2}/);
    expect(body).toContain('PNG');
  }
  expect(chat.bodies[1]).toContain(invoice.number);
});

type Payment = { id: string; externalId: string };

test('payments from a bank file: each settles its invoice, and again it records none', async () => {
  const workflow = await executions.add(await example('payment-file-to-payments'));
  const first = await executions.ended(await executions.start(workflow, 'Start'));
  expect(endOf(first)).toBe('success');
  const recorded = itemsOf(first, 'Record payments');
  expect(recorded.length).toBeGreaterThan(0);
  const payments = async () => (await stage.hub<{ items: Payment[] }>('/v1/payments?limit=100')).items;
  const held = await payments();
  expect(held).toHaveLength(recorded.length);
  const settled = itemsOf(first, 'Rows of the file').map(({ json }) => json['invoice_number']);
  const statuses = (await invoices()).filter(({ number }) => settled.includes(number));
  expect(statuses.map(({ standing }) => standing.displayStatus)).toEqual(settled.map(() => 'paid'));

  const second = await executions.ended(await executions.start(workflow, 'Start'));
  expect(endOf(second)).toBe('success');
  expect(await payments()).toEqual(held);
});
