import { z } from 'zod';

/** HubSpot sends at most this many events in one request (HubSpot, webhooks). */
const EVENTS_MAX = 100;

/** Objects that we follow, by the type id of the generic form `object.*` (HubSpot, object type ids). */
export const OBJECT_BY_TYPE_ID: Readonly<Record<string, string>> = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
  '0-7': 'product',
};

const ExternalId = z.union([z.int(), z.string().min(1).max(40)]).transform(String);

/** What every event has, whatever its subscription. */
export const WebhookEvent = z.looseObject({
  subscriptionType: z.string(),
  propertyName: z.string().nullish(),
  objectTypeId: z.string().nullish(),
  fromObjectTypeId: z.string().nullish(),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** One request's body. */
export const WebhookBody = z.array(WebhookEvent).max(EVENTS_MAX);

/** What identifies an event. */
export const EventEnvelope = z.object({
  eventId: ExternalId,
  subscriptionId: ExternalId,
  occurredAt: z.int().min(0),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** `creation`, `propertyChange`, `restore`. */
export const ChangeEvent = EventEnvelope.extend({ objectId: ExternalId });

/** `merge`: `newObjectId` is there when the merge made a new record. */
export const MergeEvent = EventEnvelope.extend({
  primaryObjectId: ExternalId,
  newObjectId: ExternalId.nullish(),
});

/** `associationChange`. */
export const AssociationEvent = EventEnvelope.extend({
  associationType: z.string(),
  fromObjectId: ExternalId,
});
