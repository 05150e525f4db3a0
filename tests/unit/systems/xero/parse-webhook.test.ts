import { expect, onTestFinished, test } from 'vitest';
import { parseXeroWebhook } from '../../../../runtime/src/adapters/systems/xero/parse-webhook.ts';
import type { JsonValue } from '../../../../runtime/src/core/json.ts';

const TENANT_ID = '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a';
const INVOICE_ID = '96df0dff-43ec-4899-a7d9-e9d63ef12b19';
const EVENT = {
  resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${INVOICE_ID}`,
  resourceId: INVOICE_ID,
  tenantId: TENANT_ID,
  tenantType: 'ORGANISATION',
  eventCategory: 'INVOICE',
  eventType: 'UPDATE',
  eventDateUtc: '2026-11-24T01:15:39.902',
};

const parse = (body: JsonValue) =>
  parseXeroWebhook(new TextEncoder().encode(JSON.stringify(body)), TENANT_ID);
const envelope = (events: JsonValue[], firstEventSequence = 7): JsonValue => ({
  events,
  firstEventSequence,
  lastEventSequence: firstEventSequence + Math.max(0, events.length - 1),
  entropy: 'GKPFCWKLRUVJDUOLDKFJ',
});

test('an invoice event says which invoice to fetch, at a moment in UTC', () => {
  expect(parse(envelope([EVENT]))).toEqual({
    ok: true,
    value: [
      {
        dedupeKey: `${INVOICE_ID}:UPDATE:2026-11-24T01:15:39.902:7`,
        object: 'invoice',
        externalId: INVOICE_ID,
        occurredAtMs: Date.UTC(2026, 10, 24, 1, 15, 39, 902),
      },
    ],
  });
});

test('the event of a credit note says which one to look at; the data that it holds is left where it is', () => {
  const data = { Type: 'ACCRECCREDIT', Status: 'AUTHORISED' };
  const parsed = parse(envelope([{ ...EVENT, eventCategory: 'CREDITNOTE', data }]));
  expect(parsed.ok && parsed.value).toMatchObject([{ object: 'credit_note', externalId: INVOICE_ID }]);
});

test('the moment of an event is read as UTC on a machine in another zone', () => {
  const before = process.env['TZ'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  process.env['TZ'] = 'Asia/Tokyo';
  expect(new Date(0).getTimezoneOffset()).toBe(-540);
  const parsed = parse(envelope([EVENT]));
  expect(parsed.ok && parsed.value[0]?.occurredAtMs).toBe(Date.UTC(2026, 10, 24, 1, 15, 39, 902));
});

test('an intent to receive has no events and gives no hint', () => {
  expect(parse(envelope([], 0))).toEqual({ ok: true, value: [] });
});

test.each([
  ['a contact', { eventCategory: 'CONTACT' }],
  ['a subscription', { eventCategory: 'SUBSCRIPTION' }],
  ['an invoice of another organisation', { tenantId: 'b3d5a2c6-3f2e-4f0f-9d5a-0a7e3f4b5c6d' }],
])('the event of %s is passed over, and does not shift the others', (_case, change) => {
  const parsed = parse(envelope([{ ...EVENT, ...change }, EVENT]));
  expect(parsed.ok && parsed.value.map(({ dedupeKey }) => dedupeKey.at(-1))).toEqual(['8']);
});

test('the same event in another batch has the same key; another type, moment or sequence has another', () => {
  const later = { ...EVENT, eventDateUtc: '2026-11-24T01:15:40.000' };
  const keysOf = (body: JsonValue): string[] => {
    const parsed = parse(body);
    return parsed.ok ? parsed.value.map(({ dedupeKey }) => dedupeKey) : [];
  };
  const batch = keysOf(envelope([EVENT, later, { ...EVENT, eventType: 'CREATE' }], 7));
  expect(new Set(batch).size).toBe(3);
  expect(keysOf(envelope([later], 8))).toEqual(batch.slice(1, 2));
  expect(keysOf(envelope([EVENT], 8))).not.toEqual(batch.slice(0, 1));
});

test.each<[string, JsonValue]>([
  ['an array', [EVENT]],
  ['events that are none', envelope([1])],
  ['no sequence', { events: [EVENT], entropy: 'x' }],
  ['an event without its id', envelope([{ ...EVENT, resourceId: '' }])],
  ['an event without a readable moment', envelope([{ ...EVENT, eventDateUtc: 'yesterday' }])],
  ['more events than any delivery has', envelope(Array.from({ length: 1_001 }, () => EVENT))],
])('%s is not Xero’s form', (_case, body) => {
  expect(parse(body).ok).toBe(false);
});
