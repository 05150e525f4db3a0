import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHubspotWebhook } from '../../../../runtime/src/adapters/systems/hubspot/parse-webhook.ts';

test('no bytes make the parser throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => new TextEncoder().encode(text)),
      ),
      (body) => {
        expect(() => parseHubspotWebhook(body)).not.toThrow();
      },
    ),
  );
});

test('hints come in the order of the events, one for each that we follow', () => {
  const event = fc.record({
    eventId: fc.nat(),
    subscriptionId: fc.nat(),
    occurredAt: fc.nat(),
    objectId: fc.nat(),
    subscriptionType: fc.constantFrom(
      'deal.creation',
      'deal.restore',
      'ticket.creation',
      'line_item.creation',
    ),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 100 }), (events) => {
      const parsed = parseHubspotWebhook(new TextEncoder().encode(JSON.stringify(events)));
      const followed = events.filter(({ subscriptionType }) => subscriptionType.startsWith('deal.'));
      expect(parsed.ok && parsed.value.map(({ externalId }) => externalId)).toEqual(
        followed.map(({ objectId }) => String(objectId)),
      );
    }),
  );
});
