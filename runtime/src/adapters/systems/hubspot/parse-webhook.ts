import { fail, ok, type Result } from '../../../core/result.ts';
import type { WebhookHint } from '../../../flow/ports.ts';
import { ECHO_PREFIX } from './hubspot-properties.ts';
import {
  AssociationEvent,
  ChangeEvent,
  type EventEnvelope,
  MergeEvent,
  OBJECT_BY_TYPE_ID,
  WebhookBody,
  type WebhookEvent,
} from './webhook-types.ts';

const OBJECTS = new Set(Object.values(OBJECT_BY_TYPE_ID));

/**
 * Reads the hints of a verified body: which deals, companies, contacts and products to fetch again. Subscriptions
 * that we do not follow and changes that we made ourselves give no hint; a body that is not HubSpot's fails.
 */
export function parseHubspotWebhook(body: Uint8Array): Result<WebhookHint[]> {
  const events = WebhookBody.safeParse(readJson(body));
  if (!events.success) return fail('The body is not an array of at most 100 HubSpot events.');
  const hints: WebhookHint[] = [];
  for (const [index, event] of events.data.entries()) {
    const hint = readHint(event);
    if (hint === 'malformed')
      return fail(`Event ${index} (${event.subscriptionType}) lacks a documented field.`);
    if (hint !== undefined) hints.push(hint);
  }
  return ok(hints);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function readHint(event: WebhookEvent): WebhookHint | 'malformed' | undefined {
  const [prefix, verb] = event.subscriptionType.split('.');
  const typeId = verb === 'associationChange' ? event.fromObjectTypeId : event.objectTypeId;
  const object = prefix === 'object' ? OBJECT_BY_TYPE_ID[typeId ?? ''] : prefix;
  if (object === undefined || !OBJECTS.has(object)) return undefined;
  switch (verb) {
    case 'creation':
    case 'propertyChange':
    case 'restore': {
      if (event.propertyName?.startsWith(ECHO_PREFIX)) return undefined;
      const change = ChangeEvent.safeParse(event).data;
      return change === undefined ? 'malformed' : toHint(object, change.objectId, change);
    }
    case 'merge': {
      const merge = MergeEvent.safeParse(event).data;
      return merge === undefined
        ? 'malformed'
        : toHint(object, merge.newObjectId ?? merge.primaryObjectId, merge);
    }
    case 'associationChange': {
      if (object !== 'deal') return undefined;
      const association = AssociationEvent.safeParse(event).data;
      if (association === undefined) return 'malformed';
      // The same change is told from both ends; only the deal's end says which deal.
      const isFromDeal = prefix === 'object' || association.associationType.startsWith('DEAL_TO_');
      return isFromDeal ? toHint('deal', association.fromObjectId, association) : undefined;
    }
    default:
      return undefined;
  }
}

function toHint(object: string, externalId: string, event: EventEnvelope): WebhookHint {
  // The event id alone is not guaranteed to be unique (HubSpot, webhooks).
  const dedupeKey = `${event.eventId}:${event.subscriptionId}:${event.occurredAt}`;
  return { dedupeKey, object, externalId, occurredAtMs: event.occurredAt };
}
