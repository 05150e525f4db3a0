import { type IDataObject, type INodeExecutionData, WAIT_INDEFINITELY } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { SeikyuApproval } from '../../nodes/SeikyuApproval/SeikyuApproval.node.ts';
import { type ContextInput, createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice, summaryAnswer } from './support/sample-answers.ts';

const node = new SeikyuApproval();
const WAIT = { resource: 'approval', operation: 'sendAndWait', invoice: locator('inv_1'), options: {} };
const WAITING = {
  state: 'waiting',
  waiterId: 'wai_1',
  approvalId: 'apr_1',
  pageUrl: 'https://hub.example/invoices/inv_1',
};
const APPROVED = {
  state: 'decided',
  decision: 'approved',
  approvalId: 'apr_1',
  reason: null,
  decidedBy: { kind: 'person', name: 'Ken Ito' },
  decidedAt: '2026-11-24T03:00:00.000Z',
  contentHash: 'abc',
};

const hubWith = (status: string, waiter: IDataObject): FakeHub =>
  createFakeHub({
    'GET /v1/invoices/inv_1': { body: invoiceAnswer(status) },
    'POST /v1/invoices/inv_1/submit': { body: { outcome: 'needs_approval' } },
    'POST /v1/invoices/inv_1/waiters': { body: waiter },
  });

async function wait(hub: FakeHub, more: Partial<ContextInput> = {}) {
  const context = createContext({ hub, parameters: WAIT, ...more });
  const [outputs = []] = (await node.execute.call(context.execute)) as INodeExecutionData[][];
  return { outputs, ...context };
}

describe('send and wait', () => {
  test('submits a draft, and waits until people have decided', async () => {
    const hub = hubWith('draft', WAITING);
    const { outputs, waitsTill, customData } = await wait(hub);
    expect(
      hub.asked.map(({ method, path }) => `${method} ${path.replace('/v1/invoices/inv_1', '')}`),
    ).toEqual(['GET ', 'POST /submit', 'GET ', 'POST /waiters']);
    expect(waitsTill).toEqual([WAIT_INDEFINITELY]);
    expect(outputs[0]?.json).toMatchObject({ state: 'waiting', isApproved: false, pageUrl: WAITING.pageUrl });
    expect(customData).toEqual({ seikyuApprovalPage: WAITING.pageUrl });
  });

  test('gives the hub a signed address that names the invoice', async () => {
    const hub = hubWith('pending_approval', WAITING);
    await wait(hub);
    const { resumeUrl } = (hub.asked.at(-1)?.body ?? {}) as { resumeUrl?: string };
    const query = new URL(resumeUrl ?? '').searchParams;
    expect([query.get('invoiceId'), query.get('signature')]).toEqual(['inv_1', 's']);
  });

  test('goes on at once when the invoice was decided already, and submits nothing', async () => {
    const hub = hubWith('approved', APPROVED);
    const { outputs, waitsTill } = await wait(hub);
    expect(waitsTill).toEqual([]);
    expect(hub.asked.map(({ path }) => path)).not.toContain('/v1/invoices/inv_1/submit');
    expect(outputs[0]?.json).toEqual({
      ...simpleInvoice('approved'),
      state: 'decided',
      decision: 'approved',
      isApproved: true,
      approvalId: 'apr_1',
      reason: null,
      decidedBy: 'Ken Ito',
      decidedAt: '2026-11-24T03:00:00.000Z',
    });
  });

  test('waits no longer than was asked for', async () => {
    const before = Date.now();
    const { waitsTill } = await wait(hubWith('pending_approval', WAITING), {
      parameters: { ...WAIT, options: { waitHours: 2 } },
    });
    const waitMs = Number(waitsTill[0]) - before;
    expect(waitMs).toBeGreaterThanOrEqual(7_200_000);
    expect(waitMs).toBeLessThan(7_260_000);
  });

  test('refuses several items before anything is submitted, and says how to get on', async () => {
    const hub = hubWith('draft', WAITING);
    await expect(wait(hub, { items: [{}, {}] })).rejects.toMatchObject({
      description: expect.stringContaining('Loop Over Items'),
    });
    expect(hub.asked).toEqual([]);
  });

  test('a hub that refuses becomes an error item where the node goes on, and nothing waits', async () => {
    const hub = createFakeHub({
      'GET /v1/invoices/inv_1': problem(403, 'auth.scope_missing', 'This needs the permission "read".'),
    });
    const { outputs, waitsTill } = await wait(hub, { isGoingOn: true });
    expect(outputs.map(({ json }) => json['details'])).toMatchObject([{ code: 'auth.scope_missing' }]);
    expect(waitsTill).toEqual([]);
  });
});

describe('the address at which a workflow waits', () => {
  const body = { invoiceId: 'inv_1', ...APPROVED };
  const call = async (
    invoice: IDataObject | undefined,
    request: NonNullable<ContextInput['request']>,
    parameters: IDataObject = WAIT,
  ) => {
    const hub = createFakeHub(invoice === undefined ? {} : { 'GET /v1/invoices/inv_1': { body: invoice } });
    const context = createContext({ hub, parameters, request });
    const answer = await node.webhook.call(context.webhook);
    return { ...answer, hub, response: context.response };
  };
  const post = (said: IDataObject, query: IDataObject = { invoiceId: 'inv_1' }) => ({
    method: 'POST',
    query,
    body: said,
  });

  test.each(['GET', 'HEAD'])('decides nothing when it is opened with %s', async (method) => {
    const { workflowData, response, hub } = await call(invoiceAnswer('approved'), {
      method,
      query: { invoiceId: 'inv_1', decision: 'approved' },
    });
    expect(workflowData).toBeUndefined();
    expect(hub.asked).toEqual([]);
    expect(response).toMatchObject({ status: 200, type: 'text/html' });
    expect(response.text).toContain('Nothing is decided here');
    expect(response.text).not.toMatch(/<form|<button|<a /);
  });

  test('lets the workflow go on with a decision that the hub confirms', async () => {
    const { workflowData } = await call(invoiceAnswer('approved'), post(body));
    expect(workflowData?.[0]?.[0]?.json).toMatchObject({
      id: 'inv_1',
      decision: 'approved',
      isApproved: true,
    });
  });

  test.each(['draft', 'pending_approval', 'discarded'])(
    'does not believe an approval of an invoice that is %s',
    async (status) => {
      const { workflowData, response } = await call(invoiceAnswer(status), post(body));
      expect(workflowData).toBeUndefined();
      expect(response.status).toBe(409);
    },
  );

  test.each([
    ['rejected', 'draft', true],
    ['returned', 'draft', true],
    ['discarded', 'discarded', true],
    ['discarded', 'approved', false],
    ['returned', 'issued', false],
  ])('%s fits an invoice that is %s: %s', async (decision, status, fits) => {
    const decisions = [{ decision: 'rejected', actor: { name: 'Ken Ito' }, reason: 'Too cheap', at: '' }];
    const { workflowData } = await call(invoiceAnswer(status, { decisions }), post({ ...body, decision }));
    expect(workflowData !== undefined).toBe(fits);
  });

  test('does not believe a rejection that nobody made', async () => {
    const { response } = await call(invoiceAnswer('draft'), post({ ...body, decision: 'rejected' }));
    expect(response.status).toBe(409);
  });

  test.each([
    ['another invoice', { ...body, invoiceId: 'inv_2' }, { invoiceId: 'inv_1' }],
    ['no invoice', body, {}],
    ['a decision that does not exist', { ...body, decision: 'maybe' }, { invoiceId: 'inv_1' }],
  ])('refuses a call about %s', async (_, said, query) => {
    const { workflowData, response, hub } = await call(invoiceAnswer('approved'), post(said, query));
    expect(workflowData).toBeUndefined();
    expect(response.status).toBe(400);
    expect(hub.asked).toEqual([]);
  });

  test('refuses a late call about the invoice before the one that is waited for now', async () => {
    const now = { ...WAIT, invoice: locator('inv_2') };
    const { workflowData, response } = await call(invoiceAnswer('approved'), post(body), now);
    expect(workflowData).toBeUndefined();
    expect(response.status).toBe(409);
  });

  test('knows an invoice that was chosen by its number', async () => {
    const byNumber = { ...WAIT, invoice: locator('INV-2026-0042', 'number') };
    const { workflowData } = await call(invoiceAnswer('issued'), post(body), byNumber);
    expect(workflowData).toBeDefined();
  });

  test('asks the hub to call again when it cannot be asked', async () => {
    const { workflowData, response } = await call(undefined, post(body));
    expect(workflowData).toBeUndefined();
    expect(response.status).toBe(503);
  });
});

test('approvals are listed by their state', async () => {
  const approval = {
    id: 'apr_1',
    state: 'approved',
    steps: [
      { asks: [{ kind: 'role', id: 'finance_approver', name: 'finance_approver' }], isMet: true },
      { asks: [{ kind: 'person', id: 'per_1', name: 'Rei' }], isMet: false },
    ],
    explanation: { why: { en: 'Rule broken could not be evaluated: division by zero.', ja: '' } },
    requestedBy: { name: 'Aiko Mori' },
    requestedAt: '2026-11-24T02:00:00.000Z',
    decisions: [{ decision: 'approved', actor: { name: 'Ken Ito' }, reason: null, at: '' }],
    invoice: summaryAnswer('inv_1'),
  };
  const hub = createFakeHub({ 'GET /v1/approvals': { body: { items: [approval], nextCursor: null } } });
  const list = async (simplify: boolean) => {
    const parameters = { operation: 'getMany', state: 'approved', returnAll: true, simplify };
    const [outputs] = await node.execute.call(createContext({ hub, parameters }).execute);
    return outputs?.[0]?.json;
  };
  expect(await list(true)).toMatchObject({
    id: 'apr_1',
    invoiceId: 'inv_1',
    requestedBy: 'Aiko Mori',
    asks: ['finance_approver (agreed)', 'Rei'],
    why: 'Rule broken could not be evaluated: division by zero.',
    decidedBy: 'Ken Ito',
  });
  expect(await list(false)).toEqual(approval);
  expect(hub.asked[0]?.query).toMatchObject({ state: 'approved' });
});

test('a resume webhook has nothing to make or remove', async () => {
  const { checkExists, create, delete: remove } = node.webhookMethods.default;
  expect(await Promise.all([checkExists(), create(), remove()])).toEqual([true, true, true]);
});
