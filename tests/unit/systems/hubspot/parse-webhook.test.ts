import { expect, test } from 'vitest';
import { parseHubspotWebhook } from '../../../../runtime/src/adapters/systems/hubspot/parse-webhook.ts';
import type { JsonObject, JsonValue } from '../../../../runtime/src/core/json.ts';

const EVENT = { eventId: 1, subscriptionId: 12345, occurredAt: 1_764_000_000_000, objectId: 42 };

const parse = (body: JsonValue) => parseHubspotWebhook(new TextEncoder().encode(JSON.stringify(body)));

const hintsOf = (...events: JsonObject[]): string[] => {
  const parsed = parse(events.map((event) => ({ ...EVENT, ...event })));
  return parsed.ok
    ? parsed.value.map(({ object, externalId }) => `${object} ${externalId}`)
    : [parsed.reason];
};

test.each<[string, JsonObject, string]>([
  ['deal.creation', {}, 'deal 42'],
  ['deal.propertyChange', { propertyName: 'dealstage', propertyValue: 'closedwon' }, 'deal 42'],
  ['deal.restore', {}, 'deal 42'],
  ['deal.merge', { primaryObjectId: 7, mergedObjectIds: [42] }, 'deal 7'],
  ['deal.merge', { primaryObjectId: 7, mergedObjectIds: [42], newObjectId: 99 }, 'deal 99'],
  [
    'deal.associationChange',
    { associationType: 'DEAL_TO_LINE_ITEM', fromObjectId: 8, toObjectId: 9 },
    'deal 8',
  ],
  ['object.propertyChange', { objectTypeId: '0-3', propertyName: 'amount' }, 'deal 42'],
  ['object.creation', { objectTypeId: '0-3' }, 'deal 42'],
  ['object.associationChange', { fromObjectTypeId: '0-3', associationType: 'x', fromObjectId: 8 }, 'deal 8'],
  ['company.propertyChange', { propertyName: 'name' }, 'company 42'],
  ['contact.creation', {}, 'contact 42'],
  ['product.propertyChange', { propertyName: 'price' }, 'product 42'],
  ['object.propertyChange', { objectTypeId: '0-7', propertyName: 'price' }, 'product 42'],
])('%s %j says to fetch a record again', (subscriptionType, fields, expected) => {
  expect(hintsOf({ subscriptionType, ...fields })).toEqual([expected]);
});

test.each<[string, JsonObject]>([
  ['ticket.creation', {}],
  ['deal.deletion', {}],
  ['deal.somethingNew', {}],
  ['object.propertyChange', { objectTypeId: '0-5' }],
  ['object.propertyChange', {}],
  ['object.propertyChange', { objectTypeId: '2-123' }],
  ['deal.associationChange', { associationType: 'LINE_ITEM_TO_DEAL', fromObjectId: 9 }],
  ['conversation.newMessage', { objectId: null }],
  ['constructor.creation', {}],
])('%s %j is passed over without failing the others', (subscriptionType, fields) => {
  expect(hintsOf({ subscriptionType, ...fields }, { subscriptionType: 'deal.creation' })).toEqual([
    'deal 42',
  ]);
});

test.each(['seikyu_invoice_number', 'seikyu_invoice_status', 'seikyu_invoice_total'])(
  'a change of %s is our own echo and gives no hint',
  (propertyName) => {
    expect(hintsOf({ subscriptionType: 'deal.propertyChange', propertyName })).toEqual([]);
    expect(hintsOf({ subscriptionType: 'object.propertyChange', objectTypeId: '0-3', propertyName })).toEqual(
      [],
    );
  },
);

test('a property that people fill in for us is no echo', () => {
  expect(hintsOf({ subscriptionType: 'deal.propertyChange', propertyName: 'seikyu_purchase_order' })).toEqual(
    ['deal 42'],
  );
});

test('the same event twice has one dedupe key; another subscription or moment has another', () => {
  const change = { ...EVENT, subscriptionType: 'deal.creation' };
  const parsed = parse([
    change,
    { ...change, attemptNumber: 3 },
    { ...change, subscriptionId: 2 },
    { ...change, occurredAt: 1 },
    { ...change, eventId: 2 },
  ]);
  const keys = parsed.ok ? parsed.value.map(({ dedupeKey }) => dedupeKey) : [];
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(4);
});

test('a hint carries the moment of the change', () => {
  const parsed = parse([{ ...EVENT, subscriptionType: 'deal.creation' }]);
  expect(parsed).toMatchObject({ ok: true, value: [{ occurredAtMs: 1_764_000_000_000 }] });
});

test('a hundred events are read, one more is refused', () => {
  const events = (count: number) =>
    Array.from({ length: count }, () => ({ ...EVENT, subscriptionType: 'deal.creation' }));
  expect(parse(events(100))).toMatchObject({ ok: true, value: { length: 100 } });
  expect(parse(events(101))).toMatchObject({ ok: false });
});

test.each<[string, JsonValue]>([
  ['an object', { ...EVENT, subscriptionType: 'deal.creation' }],
  ['null', null],
  ['text', 'x'],
  ['an array of numbers', [1]],
  ['an event without a subscription type', [EVENT]],
  ['an event without an object', [{ ...EVENT, objectId: null, subscriptionType: 'deal.creation' }]],
  ['an event without an id', [{ subscriptionType: 'deal.creation', objectId: 1 }]],
  ['a merge without a survivor', [{ ...EVENT, subscriptionType: 'deal.merge' }]],
])('%s is refused as not HubSpot’s', (_case, body) => {
  expect(parse(body)).toMatchObject({ ok: false });
});

test.each(['', '[', '[{"eventId":1},'])('%j, which is no JSON, is refused', (text) => {
  expect(parseHubspotWebhook(new TextEncoder().encode(text))).toMatchObject({ ok: false });
});
