import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApprovalPage } from '../../runtime/src/http/schemas/control.ts';
import { InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { HeldSchema } from '../../runtime/src/http/schemas/settlement.ts';
import { joinFinance, ruleOf, workOnRules } from '../flow/rules/support/work-on-rules.ts';
import { addPerson } from '../support/add-person.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let approverKey: string;
let invoiceId: string;
let next = 1;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  const tomo = await joinFinance(loop, 'Tomo');
  const rules = workOnRules(loop, () => tomo);
  const held = ['refund', 'void', 'correct'].map((command) => ({ ...ruleOf(command, 'true'), command }));
  await rules.publish(await rules.draft((before) => [...before, ...held]));
  const ken = await addPerson(loop, 'Ken', ['finance_approver']);
  approverKey = (await loop.key({ person: ken, permissions: ['read', 'approve'] })).key;
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
});
afterAll(() => loop.hub.close());

const post = (path: string, json: unknown, as = key): Promise<Response> =>
  loop.call(as, `/v1/invoices/${invoiceId}/${path}`, { json, idempotencyKey: `held-${next++}` });
const MOVED = { reason: 'They moved.', buyer: { contactName: 'Jun' } };

it('a command that a rule holds answers 202 with what waits, and the inbox says what it is', async () => {
  const asked = await post('void', { reason: 'Wrong buyer.' });
  expect(asked.status).toBe(202);
  const { openRequest, document } = await readAs(asked, InvoiceSchema);
  expect(document.status).toBe('issued');
  expect(openRequest?.command).toEqual({
    ...{ name: 'void', amount: null, reason: 'Wrong buyer.' },
    input: { reason: 'Wrong buyer.' },
  });
  const { items } = await readAs(loop.call(approverKey, '/v1/approvals'), ApprovalPage);
  expect(items).toMatchObject([{ id: openRequest?.id, command: { name: 'void' } }]);
  await expectProblem(await post('corrections', MOVED), 'approval.under_way');
  expect((await post('withdraw', { reason: 'No need.' })).status).toBe(200);
});

it('a correction is made with the approval of the request', async () => {
  const asked = await post('corrections', MOVED);
  expect(asked.status).toBe(202);
  const { openRequest, version } = await readAs(asked, InvoiceSchema);
  expect(version).toBe(1);
  const decision = { requestId: openRequest?.id };
  await expectProblem(await post('approve', decision), 'auth.scope_missing');
  expect((await post('approve', decision, approverKey)).status).toBe(200);
  const after = await readAs(loop.call(key, `/v1/invoices/${invoiceId}`), InvoiceSchema);
  expect(after).toMatchObject({ version: 2, document: { buyer: { contactName: 'Jun' } } });
  await loop.hub.drain();
});

it('a refund answers the request, and is refused where nothing can go back', async () => {
  const refund = (amount: string) =>
    post('refunds', { amount, refundedOn: '2026-11-23', reason: 'Paid twice.', externalId: `out-${next}` });
  await expectProblem(await refund('1.00'), 'settlement.exceeds');
  const paid = await loop.call(key, '/v1/payments', {
    json: {
      ...{ invoiceId, amount: '100.00', currency: 'USD', receivedOn: '2026-11-20', rest: 'keep' },
      externalId: 'in-1',
    },
    idempotencyKey: 'in-1',
  });
  expect(paid.status).toBe(201);
  const asked = await refund('40.00');
  expect(asked.status).toBe(202);
  const { approvalId } = await readAs(asked, HeldSchema);
  expect((await post('reject', { requestId: approvalId, reason: 'Keep it.' }, approverKey)).status).toBe(200);
});
