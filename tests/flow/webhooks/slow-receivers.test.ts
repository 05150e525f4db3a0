import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookPoster } from '../../../runtime/src/adapters/webhooks/create-webhook-poster.ts';
import type { WebhookPoster } from '../../../runtime/src/flow/ports.ts';
import { runJob } from '../../../runtime/src/worker/run-job.ts';
import { createWebhookLoop, type WebhookLoop } from './support/create-webhook-loop.ts';
import { startReceiver } from './support/start-receiver.ts';

/** Longer than a job waits for an answer, and no longer than a test should take. */
const TIMEOUT_MS = 900;

let loop: WebhookLoop;
let invoiceId: string;

beforeAll(async () => {
  loop = await createWebhookLoop({ totalTimeoutMs: TIMEOUT_MS });
  invoiceId = await loop.issued('300');
});
afterAll(() => loop.close());

/** Resolves once nothing is under way any more: every attempt is recorded. */
async function settled(endpointId: string): Promise<void> {
  for (;;) {
    const rows = (await loop.deliveries()).filter((row) => row.endpointId === endpointId);
    if (rows.every(({ attempts }) => attempts.length > 0)) return;
  }
}

describe('a receiver that does not answer', () => {
  it('holds up no other one, and its attempt ends as a timeout', async () => {
    const hanging = await loop.endpoint({ eventTypes: ['invoice.sent'] });
    const healthy = await loop.endpoint({ eventTypes: ['invoice.sent'] });
    loop.receiver.answer(({ path }) => (hanging.url.endsWith(path) ? 'hang' : { status: 200 }));
    const startedAt = performance.now();
    await loop.happen(invoiceId, 'invoice.sent');
    await loop.runDue();
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS);
    expect(loop.receivedAt(healthy.url)).toHaveLength(1);
    expect(loop.receivedAt(hanging.url)).toHaveLength(1);
    await settled(hanging.id);
    const [row] = (await loop.deliveries()).filter((delivery) => delivery.endpointId === hanging.id);
    expect(row).toMatchObject({ state: 'failed', attempts: [{ httpStatus: null, outcome: 'timeout' }] });
  });

  it('has a job waiting that makes the attempt again, in case that this process dies', async () => {
    const hanging = await loop.endpoint({ eventTypes: ['invoice.rendered'] });
    loop.receiver.answer(() => 'hang');
    await loop.happen(invoiceId, 'invoice.rendered');
    await loop.runDue();
    const [row] = (await loop.deliveries()).filter((delivery) => delivery.endpointId === hanging.id);
    // The helper ran the guard's job at once: nothing came of it, since the attempt is under way.
    expect(loop.receivedAt(hanging.url)).toHaveLength(1);
    expect(row).toMatchObject({ state: 'pending', attemptCount: 0 });
    await settled(hanging.id);
  });

  it('gets eight messages at a time; the others are put off without counting as attempts', async () => {
    const invoices = [invoiceId];
    loop.receiver.answer(() => ({ status: 200 }));
    for (let deal = 301; deal < 310; deal += 1) invoices.push(await loop.issued(String(deal)));
    const hanging = await loop.endpoint({ eventTypes: ['invoice.synced'] });
    loop.receiver.answer(() => 'hang');
    for (const id of invoices) await loop.happen(id, 'invoice.synced');
    const jobs = await loop.hub.database.owner<{ id: string; key: string; data: object }[]>`
      select j.id, j.singleton_key as key, j.data from pgboss.job j
      join webhook_deliveries d on d.id = j.data ->> 'deliveryId' where d.endpoint_id = ${hanging.id}`;
    expect(jobs).toHaveLength(10);
    const run = { attempt: 1, attemptsMax: 12 };
    await Promise.all(jobs.map((job) => runJob(loop.hub.deps, 'notify', { ...job, ...run })));
    expect(loop.receivedAt(hanging.url)).toHaveLength(8);
    const now = loop.hub.clock.now().getTime();
    const later = await loop.hub.database.owner<{ at: string }[]>`
      select j.start_after::text as at from pgboss.job j
      join webhook_deliveries d on d.id = j.data ->> 'deliveryId'
      where d.endpoint_id = ${hanging.id} and not j.id = any(${jobs.map(({ id }) => id)})
      order by 1`;
    const waitsMs = later.map(({ at }) => new Date(at).getTime() - now);
    // Eight guards at thirty seconds, and two that were put off.
    expect(waitsMs.filter((waitMs) => waitMs === 30_000)).toHaveLength(8);
    expect(waitsMs.filter((waitMs) => waitMs >= 5_000 && waitMs < 30_000)).toHaveLength(2);
  });
});

describe('a process that dies between the attempt and its record', () => {
  it('leaves the message to be sent again with the same id', async () => {
    const receiver = await startReceiver();
    const real = createWebhookPoster({ openedOrigins: [receiver.origin] });
    let deaths = 1;
    const dying: WebhookPoster = {
      ...real,
      post: async (message) => {
        const outcome = await real.post(message);
        if (deaths === 0) return outcome;
        deaths -= 1;
        throw new Error('the process died');
      },
    };
    const other = await createWebhookLoop({ overrides: { webhooks: dying } });
    const id = await other.issued('1');
    const endpoint = await other.endpoint({ url: `${receiver.origin}/hook`, eventTypes: ['invoice.sent'] });
    await other.happen(id, 'invoice.sent');
    const [job] = await other.hub.database.owner<{ id: string; key: string; data: object }[]>`
      select id, singleton_key as key, data from pgboss.job where name = 'notify'`;
    if (job === undefined) throw new Error('no job');
    const run = () => runJob(other.hub.deps, 'notify', { ...job, attempt: 1, attemptsMax: 12 });
    expect(await run()).toMatchObject({ state: 'retry' });
    expect((await other.deliveries())[0]).toMatchObject({ state: 'pending', attemptCount: 0 });
    expect(await run()).toEqual({ state: 'done' });
    expect(await run()).toEqual({ state: 'done' });
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [row] = (await other.deliveries()).filter((delivery) => delivery.endpointId === endpoint.id);
    expect(row).toMatchObject({ state: 'delivered', attemptCount: 1 });
    await other.close();
    await receiver.stop();
  });
});
