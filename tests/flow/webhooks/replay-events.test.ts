import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enableWebhookEndpoint } from '../../../runtime/src/flow/webhooks/enable-webhook-endpoint.ts';
import type { ReplayWish } from '../../../runtime/src/flow/webhooks/find-replayable.ts';
import { replayEvents } from '../../../runtime/src/flow/webhooks/replay-events.ts';
import { seedOrganization } from '../../support/seed-organization.ts';
import { createWebhookLoop, type WebhookLoop } from './support/create-webhook-loop.ts';

let loop: WebhookLoop;
let invoiceId: string;

beforeAll(async () => {
  loop = await createWebhookLoop();
  invoiceId = await loop.issued('400');
});
afterAll(() => loop.close());
beforeEach(() => {
  loop.receiver.answer(() => ({ status: 200 }));
  loop.hub.clock.advance(60_000);
});

const replay = (endpointId: string, wish: ReplayWish, ctx = loop.admin) =>
  replayEvents({ ctx, input: { endpointId, wish } });
const messagesAt = (url: string) =>
  loop.receivedAt(url).map(({ headers, body }) => ({ id: headers['webhook-id'], body, ...JSON.parse(body) }));

/** Lets events happen one minute after the other; returns the times of the first and the last. */
async function happenings(types: readonly string[]): Promise<{ from: string; to: string }> {
  const times: string[] = [];
  for (const type of types) {
    loop.hub.clock.advance(60_000);
    times.push(loop.hub.clock.now().toISOString());
    await loop.happen(invoiceId, type);
  }
  return { from: times[0] ?? '', to: times.at(-1) ?? '' };
}

describe('the missing events', () => {
  it('arrive in their order after an outage: what failed, what was given up, and what was never tried', async () => {
    const endpoint = await loop.endpoint({
      eventTypes: ['invoice.sent', 'invoice.synced', 'invoice.rendered'],
    });
    await happenings(['invoice.sent']);
    await loop.runDue();
    loop.receiver.answer(() => ({ status: 410 }));
    await happenings(['invoice.synced', 'invoice.rendered']);
    await loop.runDue();
    await happenings(['invoice.sent', 'invoice.synced', 'invoice.paid']);
    loop.receiver.answer(() => ({ status: 200 }));
    await expect(replay(endpoint.id, { missing: true })).rejects.toMatchObject({
      code: 'webhook.endpoint_disabled',
    });
    await enableWebhookEndpoint({ ctx: loop.admin, input: { endpointId: endpoint.id } });
    const before = messagesAt(endpoint.url).length;
    expect(await replay(endpoint.id, { missing: true })).toEqual({ enqueued: 4, hasMore: false });
    await loop.runDue();
    const late = messagesAt(endpoint.url).slice(before);
    expect(late.map(({ type }) => type)).toEqual([
      'invoice.synced',
      'invoice.rendered',
      'invoice.sent',
      'invoice.synced',
    ]);
    const sequences = late.map(({ data }) => data.sequence);
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
    expect(await replay(endpoint.id, { missing: true })).toEqual({ enqueued: 0, hasMore: false });
  });

  it('are none from before the endpoint, and none that it never wanted', async () => {
    await happenings(['invoice.sent']);
    loop.hub.clock.advance(1);
    const endpoint = await loop.endpoint({ statuses: ['draft', 'approved'] });
    await happenings(['invoice.sent']);
    expect(await replay(endpoint.id, { missing: true })).toEqual({ enqueued: 0, hasMore: false });
  });

  it('do not include what is on its way anyway', async () => {
    const endpoint = await loop.endpoint({ eventTypes: ['invoice.sent'] });
    await happenings(['invoice.sent']);
    expect(await replay(endpoint.id, { missing: true })).toEqual({ enqueued: 0, hasMore: false });
    loop.receiver.answer(() => ({ status: 500 }));
    await loop.runDue();
    loop.receiver.answer(() => ({ status: 200 }));
    expect(await replay(endpoint.id, { missing: true })).toEqual({ enqueued: 1, hasMore: false });
    await loop.runDue();
    expect(messagesAt(endpoint.url)).toHaveLength(2);
  });
});

describe('one event by name', () => {
  it('is sent again as it was, under its own id, also when it had arrived', async () => {
    const endpoint = await loop.endpoint({ eventTypes: ['invoice.sent'] });
    await happenings(['invoice.sent']);
    await loop.runDue();
    const [first] = messagesAt(endpoint.url);
    loop.hub.clock.advance(3_600_000);
    expect(await replay(endpoint.id, { eventId: String(first?.id) })).toEqual({
      enqueued: 1,
      hasMore: false,
    });
    await loop.runDue();
    const [, second] = messagesAt(endpoint.url);
    expect(second).toEqual(first);
    expect((await loop.deliveries()).filter((row) => row.endpointId === endpoint.id)).toMatchObject([
      { state: 'delivered', attemptCount: 1, attempts: [{ attempt: 1 }, { attempt: 1 }] },
    ]);
  });

  it('is sent though the endpoint filters its type out, but never past the filter by entity', async () => {
    const witness = await loop.endpoint({ eventTypes: ['invoice.synced'] });
    await happenings(['invoice.synced']);
    await loop.runDue();
    const eventId = String(messagesAt(witness.url)[0]?.id);
    const ofOtherType = await loop.endpoint({ eventTypes: ['invoice.paid'] });
    const ofOtherEntity = await loop.endpoint({ entityIds: [loop.organization.jpEntityId] });
    expect(await replay(ofOtherType.id, { eventId })).toEqual({ enqueued: 1, hasMore: false });
    await expect(replay(ofOtherEntity.id, { eventId })).rejects.toMatchObject({ code: 'request.not_found' });
  });
});

describe('the events of a time', () => {
  it('are those between its ends, both included, that the endpoint wants', async () => {
    const endpoint = await loop.endpoint({ eventTypes: ['invoice.sent', 'invoice.synced'] });
    const { from, to } = await happenings(['invoice.sent', 'invoice.rendered', 'invoice.synced']);
    await happenings(['invoice.sent']);
    await loop.runDue();
    const before = messagesAt(endpoint.url).length;
    expect(await replay(endpoint.id, { from, to })).toEqual({ enqueued: 2, hasMore: false });
    await loop.runDue();
    const again = messagesAt(endpoint.url).slice(before);
    expect(again.map(({ type }) => type)).toEqual(['invoice.sent', 'invoice.synced']);
  });
});

describe('a replay', () => {
  it('by somebody of another organization is refused', async () => {
    const endpoint = await loop.endpoint();
    const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
    await expect(replay(endpoint.id, { missing: true }, stranger.author)).rejects.toMatchObject({
      code: 'webhook.endpoint_not_found',
    });
  });

  it('is put on record with what was asked for', async () => {
    const endpoint = await loop.endpoint();
    await replay(endpoint.id, { missing: true });
    const [entry] = await loop.hub.database.owner`
      select after from audit_entries where action = 'webhook_endpoint.replay' and object_id = ${endpoint.id}`;
    expect(entry?.['after']).toEqual({ missing: true, enqueued: 0 });
  });
});
