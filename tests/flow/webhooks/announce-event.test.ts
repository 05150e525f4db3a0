import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvent } from '../../../runtime/src/flow/record-event.ts';
import { waitingDeal } from '../../console/support/waiting-deal.ts';
import { createWebhookLoop, isGenuine, type WebhookLoop } from './support/create-webhook-loop.ts';

let loop: WebhookLoop;
let invoiceId: string;

beforeAll(async () => {
  loop = await createWebhookLoop();
  invoiceId = await loop.issued('100');
});
afterAll(() => loop.close());

const typesAt = (url: string): string[] => loop.receivedAt(url).map(({ body }) => JSON.parse(body).type);

describe('an event', () => {
  it('arrives signed, with its id, its sequence and the invoice as it stands after it', async () => {
    const endpoint = await loop.endpoint();
    await loop.happen(invoiceId, 'invoice.sent', { state: 'sent' });
    await loop.runDue();
    const [message] = loop.receivedAt(endpoint.url);
    expect(loop.receivedAt(endpoint.url)).toHaveLength(1);
    if (message === undefined) throw new Error('nothing came in');
    const [delivery] = (await loop.deliveries()).filter((row) => row.endpointId === endpoint.id);
    expect(message.method).toBe('POST');
    expect(message.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': delivery?.eventId,
      'webhook-timestamp': String(loop.hub.clock.now().getTime() / 1_000),
    });
    expect(message.headers['webhook-id']).toMatch(/^evt_[0-9a-z]+$/);
    expect(isGenuine(endpoint.secret, message, loop.hub.clock.now())).toBe(true);
    expect(JSON.parse(message.body)).toMatchObject({
      type: 'invoice.sent',
      timestamp: loop.hub.clock.now().toISOString(),
      data: {
        eventId: delivery?.eventId,
        invoiceId,
        entityId: loop.organization.usEntityId,
        previous: {},
        invoice: { id: invoiceId, documentStatus: 'issued', standing: { settlement: 'unpaid' } },
      },
    });
    expect(delivery).toMatchObject({ state: 'delivered', attemptCount: 1, nextAttemptAt: null });
  });

  it('goes to every endpoint that wants its type, entity and status, and to no other', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    const wanting = await Promise.all([
      loop.endpoint({ eventTypes: ['invoice.paid', 'invoice.synced'] }),
      loop.endpoint({ entityIds: [usEntityId] }),
      loop.endpoint({ statuses: ['unpaid'] }),
    ]);
    const others = await Promise.all([
      loop.endpoint({ eventTypes: ['invoice.paid'] }),
      loop.endpoint({ entityIds: [jpEntityId] }),
      loop.endpoint({ statuses: ['draft', 'paid'] }),
    ]);
    await loop.happen(invoiceId, 'invoice.synced');
    await loop.runDue();
    expect(wanting.map(({ url }) => typesAt(url))).toEqual(Array(3).fill(['invoice.synced']));
    expect(others.map(({ url }) => typesAt(url))).toEqual([[], [], []]);
  });

  it('that is undone leaves no message', async () => {
    const endpoint = await loop.endpoint();
    const undone = loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
      await recordEvent(tx, loop.hub.system(loop.organization.id), invoiceId, 'invoice.sent', {});
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await loop.runDue();
    expect(typesAt(endpoint.url)).toEqual([]);
  });

  it('of a whole life comes in its order, with the status before each step', async () => {
    const endpoint = await loop.endpoint();
    await loop.tellOf(waitingDeal('101'));
    await loop.hub.drain();
    const messages = loop.receivedAt(endpoint.url).map(({ body }) => JSON.parse(body));
    expect(messages.map(({ type }) => type)).toEqual(['invoice.created', 'invoice.submitted']);
    expect(messages.map(({ data }) => data.sequence)).toEqual([1, 2]);
    expect(messages[1].data.previous).toEqual({ documentStatus: 'draft' });
    expect(messages[1].data.invoice.documentStatus).toBe('pending_approval');
  });
});

describe('an organization without a listener', () => {
  it('stores nothing and enqueues nothing for an event', async () => {
    const quiet = await createWebhookLoop();
    const id = await quiet.issued('1');
    await quiet.happen(id, 'invoice.sent');
    expect(await quiet.deliveries()).toEqual([]);
    const jobs = await quiet.hub.database.owner`select 1 from pgboss.job where name = 'notify'`;
    expect(jobs).toHaveLength(0);
    await quiet.close();
  });
});
