import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approvalDecisions, approvalRequests } from '../../../runtime/src/db/schema/index.ts';
import { BATCH_MAX, decideApprovals } from '../../../runtime/src/flow/approve/decide-approvals.ts';
import { listInbox } from '../../../runtime/src/flow/read/list-inbox.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;

beforeAll(async () => {
  work = await workOnApprovals();
});

afterAll(() => work.loop.hub.close());

const waitingOnes = async (count: number): Promise<{ invoiceId: string; requestId: string }[]> => {
  const waiting = [];
  for (let made = 0; made < count; made += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    waiting.push({ invoiceId, requestId: await work.requestOf(invoiceId) });
  }
  return waiting;
};

const idsOf = (waiting: readonly { requestId: string }[]) => waiting.map(({ requestId }) => requestId);

const decisionsOf = (invoiceId: string) =>
  work.inOrganization((tx) =>
    tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)),
  );

test('each of a batch goes through the guard of one alone: what is refused stops none of the others', async () => {
  const [first, changed, last] = await waitingOnes(3);
  const own = await work.waiting([financeStep({ asks: ['person:per_somebodyelse'] })]);
  await work.inOrganization((tx) =>
    tx
      .update(approvalRequests)
      .set({ contentHash: '0'.repeat(64) })
      .where(eq(approvalRequests.id, changed?.requestId ?? '')),
  );
  const outcomes = await decideApprovals({
    ctx: work.mei,
    input: {
      requestIds: [
        ...idsOf([first, changed].flatMap((one) => one ?? [])),
        await work.requestOf(own),
        'apr_0000000000000000',
        last?.requestId ?? '',
      ],
      decision: 'approved',
    },
  });
  const states = outcomes.map((one) => (one.state === 'refused' ? one.error.code : one.state));
  expect(states).toEqual([
    'done',
    'invoice.content_changed',
    'approval.not_an_approver',
    'approval.not_found',
    'done',
  ]);
  expect(await work.statusOf(first?.invoiceId ?? '')).toBe('approved');
  expect(await work.statusOf(changed?.invoiceId ?? '')).toBe('pending_approval');
  expect(await work.statusOf(last?.invoiceId ?? '')).toBe('approved');
});

test('one that was shown with another content than it has by now is not decided', async () => {
  const [shown, other] = await waitingOnes(2);
  const requestIds = idsOf([shown, other].flatMap((one) => one ?? []));
  const { items } = await listInbox({ ctx: work.mei, input: { whose: 'mine', limit: 100, requestIds } });
  const contentHashes = new Map(items.map(({ requestId, contentHash }) => [requestId, contentHash]));
  contentHashes.set(other?.requestId ?? '', 'f'.repeat(64));
  const outcomes = await decideApprovals({
    ctx: work.mei,
    input: { requestIds, contentHashes, decision: 'approved' },
  });
  expect(outcomes).toMatchObject([
    { state: 'done' },
    { state: 'refused', error: { code: 'invoice.content_changed' } },
  ]);
});

test('a batch of which one step wants several people says that it waits, and sent again it decides nothing twice', async () => {
  const invoiceId = await work.waiting([financeStep({ mode: { atLeast: 2 } })]);
  const requestIds = [await work.requestOf(invoiceId)];
  const batch = () => decideApprovals({ ctx: work.mei, input: { requestIds, decision: 'approved' } });
  expect(await batch()).toMatchObject([{ state: 'waits' }]);
  expect(await batch()).toMatchObject([{ state: 'refused', error: { code: 'approval.not_an_approver' } }]);
  expect(await decisionsOf(invoiceId)).toHaveLength(1);
});

test('of two people who decide the same batch at once each request is decided by one of them, and told to the other', async () => {
  const waiting = await waitingOnes(5);
  const requestIds = idsOf(waiting);
  const [approving, rejecting] = await Promise.all([
    decideApprovals({ ctx: work.mei, input: { requestIds, decision: 'approved' } }),
    decideApprovals({
      ctx: work.rei,
      input: { requestIds: requestIds.toReversed(), decision: 'rejected', reason: 'too much' },
    }),
  ]);
  for (const { invoiceId, requestId } of waiting) {
    const both = [...approving, ...rejecting].filter((one) => one.requestId === requestId);
    const codes = both.map((one) => (one.state === 'refused' ? one.error.code : one.state)).sort();
    expect(codes).toEqual(['approval.already_decided', 'done']);
    expect(await decisionsOf(invoiceId)).toHaveLength(1);
  }
});

test('a rejection without a reason decides none, and a batch that is too large is refused whole', async () => {
  const [one] = await waitingOnes(1);
  const requestIds = [one?.requestId ?? ''];
  expect(await decideApprovals({ ctx: work.mei, input: { requestIds, decision: 'rejected' } })).toMatchObject(
    [{ state: 'refused', error: { code: 'approval.reason_required' } }],
  );
  const many = Array.from({ length: BATCH_MAX + 1 }, (_, at) => `apr_${String(at).padStart(16, '0')}`);
  for (const tooMany of [many, []]) {
    const batch = decideApprovals({
      ctx: work.mei,
      input: { requestIds: tooMany, decision: 'approved' },
    });
    await expect(batch).rejects.toMatchObject({ code: 'request.invalid' });
  }
});

test('the inbox is in the order of deadline, then waiting, then amount, and its pages miss and repeat nothing', async () => {
  const waiting = await waitingOnes(4);
  const [none, late, soon, same] = waiting;
  const at = new Date('2026-11-20T00:00:00Z');
  const set = (requestId: string | undefined, dueAt: Date | null, requestedAt = at) =>
    work.inOrganization((tx) =>
      tx
        .update(approvalRequests)
        .set({ dueAt, requestedAt })
        .where(eq(approvalRequests.id, requestId ?? '')),
    );
  await set(none?.requestId, null, new Date('2026-11-01T00:00:00Z'));
  await set(late?.requestId, new Date('2099-01-01T00:00:00Z'));
  await set(soon?.requestId, new Date('2026-11-21T00:00:00Z'));
  await set(same?.requestId, new Date('2026-11-21T00:00:00Z'));
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await listInbox({
      ctx: work.mei,
      input: { whose: 'mine', limit: 1, ...(before === undefined ? {} : { before }) },
    });
    seen.push(...page.items.map(({ requestId }) => requestId));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  const wanted = new Set(idsOf(waiting));
  expect(seen.filter((id) => wanted.has(id))).toEqual(
    idsOf([soon, same, late, none].flatMap((one) => one ?? [])),
  );
  const overdue = await listInbox({ ctx: work.mei, input: { whose: 'all', limit: 50, isOverdue: true } });
  expect(idsOf(overdue.items)).toEqual(idsOf([soon, same].flatMap((one) => one ?? [])));
});
