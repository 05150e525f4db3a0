import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { auditEntries, inbox, inboxHints, records } from '../../../runtime/src/db/schema/index.ts';
import { pruneHistory } from '../../../runtime/src/flow/control/prune-history.ts';
import { recordFailure } from '../../../runtime/src/flow/record-failure.ts';
import { replayEvents } from '../../../runtime/src/flow/webhooks/replay-events.ts';
import { enqueueClockJobs } from '../../../runtime/src/worker/clock-jobs.ts';
import { createWebhookLoop, type WebhookLoop } from '../webhooks/support/create-webhook-loop.ts';

const DAY_MS = 86_400_000;

let loop: WebhookLoop;

beforeAll(async () => {
  loop = await createWebhookLoop();
});
afterAll(() => loop.close());

const inside = <Value>(work: Parameters<typeof loop.hub.database.inOrganization<Value>>[1]) =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const system = () => loop.hub.system(loop.organization.id);
const prune = () => pruneHistory({ ctx: system() });

test('a message that arrived is cleared after 90 days, one that waits stays, and none of them is sent again', async () => {
  const invoiceId = await loop.issued('1');
  const arrived = await loop.endpoint({ eventTypes: ['invoice.sent'] });
  const open = await loop.endpoint({ eventTypes: ['invoice.voided'] });
  await loop.happen(invoiceId, 'invoice.sent');
  await loop.runDue();
  await loop.happen(invoiceId, 'invoice.voided');
  loop.hub.clock.advance(89 * DAY_MS);
  expect(await prune()).toMatchObject({ deliveries: 0 });
  loop.hub.clock.advance(2 * DAY_MS);
  expect(await prune()).toMatchObject({ deliveries: 1 });
  const left = (await loop.deliveries()).map(({ endpointId }) => endpointId);
  expect(left).not.toContain(arrived.id);
  expect(left).toContain(open.id);
  const wish = { missing: true } as const;
  const again = await replayEvents({ ctx: loop.admin, input: { endpointId: arrived.id, wish } });
  expect(again.enqueued).toBe(0);
  expect(loop.receivedAt(arrived.url)).toHaveLength(1);
});

/** A webhook of the CRM that came in at the clock's time; returns its id. */
async function webhook(externalId: string): Promise<string> {
  const { hub, organization } = loop;
  const id = hub.deps.ids.next('event');
  const receivedAt = hub.clock.now();
  const connectionId = organization.hubspot.id;
  const { id: organizationId } = organization;
  await inside(async (tx) => {
    await tx.insert(inbox).values({ organizationId, id, connectionId, receivedAt, body: Buffer.from('[]') });
    await tx.insert(inboxHints).values({
      organizationId,
      connectionId,
      dedupeKey: id,
      inboxId: id,
      object: 'deal',
      externalId,
      occurredAt: receivedAt,
      receivedAt,
    });
  });
  return id;
}

test('a webhook is cleared after 90 days with its hints; the last one of its connection and what failed stay', async () => {
  const done = await webhook('1');
  const stopped = await webhook('2');
  await inside((tx) =>
    recordFailure(tx, system(), {
      job: {
        stage: 'receive',
        key: stopped,
        payload: { organizationId: loop.organization.id, requestId: 'req_test', inboxIds: [stopped] },
      },
      subject: { stage: 'receive' },
      error: new AppError('request.internal'),
      attemptCount: 12,
      isFinal: true,
    }),
  );
  const last = await webhook('3');
  const recordsBefore = (await inside((tx) => tx.select().from(records))).length;
  loop.hub.clock.advance(91 * DAY_MS);
  expect(await prune()).toMatchObject({ webhooks: 1 });
  const kept = await inside(async (tx) => ({
    inbox: (await tx.select().from(inbox)).map(({ id }) => id),
    hints: (await tx.select().from(inboxHints)).map(({ inboxId }) => inboxId),
    records: (await tx.select().from(records)).length,
  }));
  expect(kept).toEqual({ inbox: [stopped, last], hints: [stopped, last], records: recordsBefore });
  expect(kept.inbox).not.toContain(done);
});

test('what was cleared is in the audit trail with its counts, and a run that clears nothing leaves no entry', async () => {
  await prune();
  const entries = await inside((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'history.prune')),
  );
  expect(entries.map(({ actor, after }) => [actor.kind, after])).toEqual([
    ['system', { deliveries: 1, webhooks: 0 }],
    ['system', { deliveries: 0, webhooks: 1 }],
  ]);
});

test('the clock begins it in the first quarter of an hour, and not in the others', async () => {
  const jobs = async () =>
    Number(
      (await loop.hub.database.owner`select count(*) from pgboss.job where name = 'prune'`)[0]?.['count'],
    );
  for (const [time, count] of [
    ['2027-09-01T10:15:00.000Z', 0],
    ['2027-09-01T10:45:00.000Z', 0],
    ['2027-09-01T11:00:00.000Z', 1],
  ] as const) {
    loop.hub.clock.set(time);
    await enqueueClockJobs(loop.hub.deps);
    expect([time, await jobs()]).toEqual([time, count]);
  }
});
