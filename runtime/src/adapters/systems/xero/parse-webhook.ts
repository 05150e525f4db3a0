import { z } from 'zod';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { WebhookHint } from '../../../flow/ports.ts';

/** Xero names no bound; a guess far above what one delivery has been seen to hold. */
const EVENTS_MAX = 1_000;

const Event = z.object({
  resourceId: z.string().min(1).max(100),
  tenantId: z.string(),
  eventCategory: z.string(),
  eventType: z.string().max(40),
  eventDateUtc: z.string().max(40),
});

const Body = z.object({
  events: z.array(Event).max(EVENTS_MAX),
  firstEventSequence: z.int().min(0),
  lastEventSequence: z.int().min(0),
});

/** Our objects by Xero's category; a webhook gets only the categories that it is subscribed to. */
const OBJECTS = new Map([
  ['INVOICE', 'invoice'],
  ['CREDITNOTE', 'credit_note'],
]);

/**
 * Reads the hints of a verified body: which invoices and credit notes of this tenant to look at again. One signing key
 * serves every organisation of an app, so events of others are passed over, as are contacts and all other categories. A
 * body without events is Xero's intent to receive and gives none. What is not Xero's form fails.
 */
export function parseXeroWebhook(body: Uint8Array, tenantId: string): Result<WebhookHint[]> {
  const parsed = Body.safeParse(readJson(body));
  if (!parsed.success) return fail(`The body is not a Xero webhook with at most ${EVENTS_MAX} events.`);
  const hints: WebhookHint[] = [];
  for (const [index, event] of parsed.data.events.entries()) {
    const object = OBJECTS.get(event.eventCategory);
    if (object === undefined || event.tenantId !== tenantId) continue;
    const occurredAtMs = utcToMs(event.eventDateUtc);
    if (Number.isNaN(occurredAtMs)) return fail(`Event ${index} has no readable eventDateUtc.`);
    const sequence = parsed.data.firstEventSequence + index;
    const dedupeKey = [event.resourceId, event.eventType, event.eventDateUtc, sequence].join(':');
    hints.push({ dedupeKey, object, externalId: event.resourceId, occurredAtMs });
  }
  return ok(hints);
}

/** Xero writes UTC without saying so; without the Z the machine's zone would be read into it. */
function utcToMs(text: string): number {
  return Date.parse(/(Z|[+-][0-9]{2}:?[0-9]{2})$/.test(text) ? text : `${text}Z`);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
