import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enableWebhookEndpoint } from '../../../runtime/src/flow/webhooks/enable-webhook-endpoint.ts';
import { loadDueDelivery } from '../../../runtime/src/flow/webhooks/load-due-delivery.ts';
import { recordAttempt } from '../../../runtime/src/flow/webhooks/record-attempt.ts';
import { rotateWebhookSecret } from '../../../runtime/src/flow/webhooks/rotate-webhook-secret.ts';
import { sendTestMessage } from '../../../runtime/src/flow/webhooks/send-test-message.ts';
import { createWebhookLoop, isGenuine, type WebhookLoop } from './support/create-webhook-loop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let loop: WebhookLoop;
let invoiceId: string;
let otherInvoiceId: string;

beforeAll(async () => {
  loop = await createWebhookLoop();
  invoiceId = await loop.issued('200');
  otherInvoiceId = await loop.issued('201');
});
afterAll(() => loop.close());
beforeEach(() => {
  loop.receiver.answer(() => ({ status: 200 }));
});

/** An endpoint that hears of the type that its test lets happen, and of no other test's. */
let types = 0;
const TYPES = [
  'invoice.created',
  'invoice.regenerated',
  'invoice.submitted',
  'invoice.step_approved',
  'invoice.approved',
  'invoice.rejected',
  'invoice.withdrawn',
  'invoice.discarded',
  'invoice.issued',
  'invoice.rendered',
  'invoice.sent',
  'invoice.send_failed',
  'invoice.send_unknown',
  'invoice.synced',
  'invoice.drift_detected',
] as const;
async function listen() {
  const type = TYPES[types] ?? 'no type left';
  types += 1;
  const endpoint = await loop.endpoint({ eventTypes: [type] });
  return {
    ...endpoint,
    happen: (id = invoiceId) => loop.happen(id, type),
    messages: () => loop.receivedAt(endpoint.url),
    delivery: async () => (await loop.deliveries()).filter((row) => row.endpointId === endpoint.id),
    row: () => loop.endpointRow(endpoint.id),
  };
}

/** Moves the clock to when the only open message is due. */
async function moveToNext(delivery: () => Promise<{ nextAttemptAt: Date | null }[]>): Promise<void> {
  const [row] = (await delivery()).filter(({ nextAttemptAt }) => nextAttemptAt !== null);
  if (row?.nextAttemptAt == null) throw new Error('nothing is due any more');
  loop.hub.clock.set(row.nextAttemptAt.toISOString());
}

/** Asks for the mail about an endpoint once more, as a repeated job would. */
const queueAlert = (endpointId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    loop.hub.deps.jobs.enqueue(tx, [
      {
        stage: 'alert',
        key: endpointId,
        payload: { organizationId: loop.organization.id, requestId: 'req_test', endpointId },
      },
    ]),
  );

describe('a receiver that fails', () => {
  it('is not disabled by an attempt that began before another one went through', async () => {
    const endpoint = await listen();
    const longAgo = new Date(loop.hub.clock.now().getTime() - 6 * DAY_MS).toISOString();
    await loop.hub.database
      .owner`update webhook_endpoints set failing_since = ${longAgo} where id = ${endpoint.id}`;
    await endpoint.happen();
    const [delivery] = await endpoint.delivery();
    const { hub, organization } = loop;
    const input = { deliveryId: delivery?.id ?? '', attempt: 1 };
    await hub.database.inOrganization(organization.id, async (tx) => {
      const due = await loadDueDelivery(tx, hub.system(organization.id), input);
      if (due === undefined) throw new Error('the message is due');
      // Meanwhile another message arrived.
      await hub.database.owner`update webhook_endpoints set failing_since = null where id = ${endpoint.id}`;
      const record = { attempt: 1, at: longAgo, durationMs: 5, httpStatus: 500, outcome: 'refused' } as const;
      await recordAttempt(tx, hub.system(organization.id), due, { record, retryAfterMs: undefined });
    });
    expect(await endpoint.row()).toMatchObject({ state: 'active', failingSince: hub.clock.now() });
    loop.receiver.answer(() => ({ status: 200 }));
    hub.clock.advance(HOUR_MS);
    await loop.runDue();
    expect(await endpoint.row()).toMatchObject({ state: 'active', failingSince: null });
  });

  it('gets ten attempts over the whole schedule, with one id and one body, each signed for its own time', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 500 }));
    await endpoint.happen();
    const nominalMs = [5_000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS)];
    const sentAt: Date[] = [];
    for (const waitMs of nominalMs) {
      sentAt.push(loop.hub.clock.now());
      await loop.runDue();
      const [row] = await endpoint.delivery();
      expect(row).toMatchObject({ state: 'failed', attemptCount: sentAt.length });
      const waitedMs = (row?.nextAttemptAt?.getTime() ?? 0) - loop.hub.clock.now().getTime();
      expect(waitedMs).toBeGreaterThanOrEqual(waitMs * 0.9);
      expect(waitedMs).toBeLessThanOrEqual(waitMs * 1.1);
      const jobs = await loop.hub.database.owner<{ at: string }[]>`
        select start_after::text as at from pgboss.job where data ->> 'deliveryId' = ${row?.id ?? ''}`;
      expect(jobs.map(({ at }) => new Date(at))).toEqual([row?.nextAttemptAt]);
      loop.hub.clock.advance(waitedMs - 1);
      await loop.runDue();
      expect(endpoint.messages()).toHaveLength(sentAt.length);
      loop.hub.clock.advance(1);
    }
    sentAt.push(loop.hub.clock.now());
    await loop.runDue();
    const [row] = await endpoint.delivery();
    expect(row).toMatchObject({ state: 'given_up', attemptCount: 10, nextAttemptAt: null });
    expect(row?.attempts.map(({ httpStatus, outcome }) => [httpStatus, outcome])).toEqual(
      Array(10).fill([500, 'refused']),
    );
    loop.hub.clock.advance(30 * DAY_MS);
    await loop.runDue();
    const messages = endpoint.messages();
    expect(messages).toHaveLength(10);
    expect(new Set(messages.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(
      messages.map((message, index) => isGenuine(endpoint.secret, message, sentAt[index] ?? new Date(0))),
    ).toEqual(Array(10).fill(true));
    expect(new Set(messages.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
  });

  it('that recovers gets the message once more, and counts as healthy', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 503 }));
    await endpoint.happen();
    await loop.runDue();
    expect((await endpoint.row())?.failingSince).toEqual(loop.hub.clock.now());
    loop.receiver.answer(() => ({ status: 204 }));
    await moveToNext(endpoint.delivery);
    await loop.runDue();
    expect(await endpoint.delivery()).toMatchObject([{ state: 'delivered', attemptCount: 2 }]);
    expect((await endpoint.row())?.failingSince).toBeNull();
  });

  it('is left alone for as long as it asks', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    await endpoint.happen();
    await loop.runDue();
    const [row] = await endpoint.delivery();
    expect(row?.nextAttemptAt?.getTime()).toBe(loop.hub.clock.now().getTime() + 600_000);
  });

  it('with a redirect is not followed', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 307, headers: { location: `${loop.receiver.origin}/elsewhere` } }));
    await endpoint.happen();
    await loop.runDue();
    const [row] = await endpoint.delivery();
    expect(row).toMatchObject({ state: 'failed', attempts: [{ httpStatus: 307, outcome: 'redirected' }] });
    expect(loop.receiver.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  });

  it('says nothing in the log but its status', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 400, body: 'a text of somebody else' }));
    await endpoint.happen();
    await loop.runDue();
    expect(JSON.stringify(await endpoint.delivery())).not.toContain('somebody else');
  });
});

describe('the order of one invoice', () => {
  it('holds over failures, and holds up no other invoice', async () => {
    const endpoint = await listen();
    const isOfInvoice = (body: string) => JSON.parse(body).data.invoiceId === invoiceId;
    loop.receiver.answer(({ body }) => ({ status: isOfInvoice(body) ? 500 : 200 }));
    await endpoint.happen();
    await endpoint.happen();
    await endpoint.happen(otherInvoiceId);
    await loop.runDue();
    const ofInvoice = () => endpoint.messages().filter(({ body }) => isOfInvoice(body));
    expect(ofInvoice()).toHaveLength(1);
    expect(endpoint.messages()).toHaveLength(2);
    loop.receiver.answer(() => ({ status: 200 }));
    loop.hub.clock.advance(6_000);
    await loop.runDue();
    const sequences = ofInvoice().map(({ body }): number => JSON.parse(body).data.sequence);
    expect(sequences).toEqual([sequences[0], sequences[0], (sequences[0] ?? 0) + 1]);
    expect((await endpoint.delivery()).map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
  });
});

describe('a receiver that is gone', () => {
  it('is disabled by 410, hears nothing more, and the administrators are told once, in both languages', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 410 }));
    await endpoint.happen();
    await endpoint.happen();
    await loop.runDue();
    expect(endpoint.messages()).toHaveLength(1);
    expect((await endpoint.delivery()).map(({ state }) => state)).toEqual(['given_up', 'given_up']);
    expect(await endpoint.row()).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
    await endpoint.happen();
    expect(await endpoint.delivery()).toHaveLength(2);
    const before = loop.hub.mails.length;
    expect(await loop.runAlerts()).toEqual(['done']);
    await queueAlert(endpoint.id);
    expect(await loop.runAlerts()).toEqual(['done']);
    const mails = loop.hub.mails.slice(before);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual([{ name: 'Aiko', address: 'aiko@sanka.example' }]);
    expect(mails[0]?.text).toContain('410 Gone');
    expect(mails[0]?.text).toContain('無効にしました');
    expect(mails[0]?.text).not.toContain('/hook/');
  });

  it('is tried out while disabled, and once enabled hears of what comes then', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 410 }));
    await endpoint.happen();
    await loop.runDue();
    loop.receiver.answer(() => ({ status: 200 }));
    await sendTestMessage({ ctx: loop.admin, input: { endpointId: endpoint.id } });
    await loop.runDue();
    expect(JSON.parse(endpoint.messages()[1]?.body ?? '{}')).toMatchObject({ type: 'endpoint.test' });
    await enableWebhookEndpoint({ ctx: loop.admin, input: { endpointId: endpoint.id } });
    await endpoint.happen();
    await loop.runDue();
    expect(endpoint.messages()).toHaveLength(3);
    expect(await endpoint.row()).toMatchObject({ state: 'active', disabledReason: null, disabledAt: null });
  });
});

describe('five days of failure', () => {
  it('disable an endpoint, and one success between them does not', async () => {
    const endpoint = await listen();
    const failAfter = async (waitMs: number, status: number): Promise<void> => {
      loop.hub.clock.advance(waitMs);
      loop.receiver.answer(() => ({ status }));
      await endpoint.happen(otherInvoiceId);
      await loop.runDue();
    };
    await failAfter(0, 500);
    await failAfter(4 * DAY_MS, 200);
    await failAfter(2 * DAY_MS, 500);
    await failAfter(5 * DAY_MS - 1, 500);
    expect(await endpoint.row()).toMatchObject({ state: 'active' });
    await moveToNext(endpoint.delivery);
    await loop.runDue();
    expect(await endpoint.row()).toMatchObject({ state: 'disabled', disabledReason: 'failing' });
    const open = (await endpoint.delivery()).filter(({ nextAttemptAt }) => nextAttemptAt !== null);
    expect(open).toEqual([]);
  });

  it('tell the administrators also when the mail server is down at first', async () => {
    loop.hub.setEmailOutcome({ state: 'unavailable', detail: 'down' });
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 410 }));
    await endpoint.happen();
    await loop.runDue();
    const before = loop.hub.mails.length;
    await loop.runAlerts();
    expect((await endpoint.row())?.toldAt).toBeNull();
    loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
    expect(await loop.runAlerts()).toContain('done');
    expect((await endpoint.row())?.toldAt).toEqual(loop.hub.clock.now());
    const ids = loop.hub.mails.slice(before).filter(({ text }) => text.includes(endpoint.id));
    expect(ids).toHaveLength(2);
    expect(new Set(ids.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('a rotated secret', () => {
  it('signs beside the old one for 24 hours, and then alone', async () => {
    const endpoint = await listen();
    const { secret } = await rotateWebhookSecret({ ctx: loop.admin, input: { endpointId: endpoint.id } });
    const signers = async (): Promise<[boolean, boolean]> => {
      await endpoint.happen();
      await loop.runDue();
      const message = endpoint.messages().at(-1);
      if (message === undefined) throw new Error('nothing came in');
      const now = loop.hub.clock.now();
      return [isGenuine(endpoint.secret, message, now), isGenuine(secret, message, now)];
    };
    expect(await signers()).toEqual([true, true]);
    loop.hub.clock.advance(DAY_MS - 1);
    expect(await signers()).toEqual([true, true]);
    loop.hub.clock.advance(1);
    expect(await signers()).toEqual([false, true]);
  });
});

describe('a test message', () => {
  it('is sent once, also when it fails, and says nothing about the health of the endpoint', async () => {
    const endpoint = await listen();
    loop.receiver.answer(() => ({ status: 500 }));
    await sendTestMessage({ ctx: loop.admin, input: { endpointId: endpoint.id } });
    await loop.runDue();
    expect(await endpoint.delivery()).toMatchObject([{ state: 'given_up', attemptCount: 1 }]);
    expect(await endpoint.row()).toMatchObject({ failingSince: null, state: 'active' });
  });
});
