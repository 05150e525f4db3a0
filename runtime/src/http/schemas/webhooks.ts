import { z } from '@hono/zod-openapi';
import { ATTEMPT_OUTCOMES, DELIVERY_STATES } from '../../core/webhooks/attempt.ts';
import { WAITER_DECISIONS } from '../../core/webhooks/decision-of-event.ts';
import { FILTER_STATUSES } from '../../core/webhooks/endpoint-filter.ts';
import { EVENT_TYPES } from '../../core/webhooks/event-types.ts';
import { ActorView, Instant, pageOf } from './common.ts';

const EndpointId = 'whe_0198f1c27a4e7c119d5b2f6f3f1f9a10';
const ReceiverUrl = z.string().min(1).max(2048);

/** The wish for an endpoint. */
export const CreateWebhookEndpointBody = z
  .strictObject({
    url: ReceiverUrl.openapi({
      description: 'https on a public address; others are opened with SEIKYU_OPENED_ORIGINS.',
    }),
    description: z.string().trim().min(1).max(200).optional(),
    eventTypes: z
      .array(z.enum(EVENT_TYPES))
      .max(EVENT_TYPES.length)
      .optional()
      .openapi({ description: 'Absent or empty: every event.' }),
    entityIds: z
      .array(z.string().max(64))
      .max(100)
      .optional()
      .openapi({ description: 'Absent or empty: every entity that the caller has.' }),
    statuses: z.array(z.enum(FILTER_STATUSES)).max(FILTER_STATUSES.length).optional().openapi({
      description: 'One of these after the event: of the document, of its settlement, or overdue.',
    }),
  })
  .openapi('CreateWebhookEndpointBody', {
    example: { url: 'https://flows.example.com/webhook/7f2c', eventTypes: ['invoice.issued'] },
  });

/** An endpoint, without its secret. */
export const WebhookEndpointSchema = z
  .object({
    id: z.string().openapi({ example: EndpointId }),
    url: z.string(),
    description: z.string().nullable(),
    eventTypes: z.array(z.string()).nullable().openapi({ description: 'Null: every event.' }),
    entityIds: z.array(z.string()).nullable().openapi({ description: 'Null: every entity.' }),
    statuses: z.array(z.string()).nullable().openapi({ description: 'Null: whatever the status.' }),
    state: z.enum(['active', 'disabled']),
    disabledReason: z.enum(['gone', 'failing']).nullable().openapi({
      description: 'gone: the receiver answered 410. failing: nothing went through for five days.',
    }),
    disabledAt: Instant.nullable(),
    failingSince: Instant.nullable().openapi({ description: 'The first failure since the last success.' }),
    previousValidUntil: Instant.nullable().openapi({
      description: 'Until when the secret before the last rotation signs as well.',
    }),
    createdBy: ActorView,
    createdAt: Instant,
  })
  .openapi('WebhookEndpoint');
export const WebhookEndpointPage = pageOf('WebhookEndpointPage', WebhookEndpointSchema);

const Secret = z.string().openapi({
  example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  description: 'Shown once: the hub keeps it sealed.',
});

/** A new endpoint with its secret. */
export const CreatedWebhookEndpointSchema = z
  .object({ ...WebhookEndpointSchema.shape, secret: Secret })
  .openapi('CreatedWebhookEndpoint');

/** The secret that a rotation gave. */
export const RotatedSecretSchema = z
  .object({ secret: Secret, previousValidUntil: Instant })
  .openapi('RotatedWebhookSecret');

/** The message that tries an endpoint out. */
export const TestQueuedSchema = z
  .object({ eventId: z.string(), enqueued: z.int() })
  .openapi('QueuedTestMessage');

/** What is to be sent again. */
export const ReplayEventsBody = z
  .union([
    z.strictObject({ eventId: z.string().min(1).max(64) }),
    z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
    z.strictObject({ missing: z.literal(true) }),
  ])
  .openapi('ReplayEventsBody', { example: { missing: true } });

/** How much is sent again. */
export const ReplayQueuedSchema = z
  .object({
    enqueued: z.int(),
    hasMore: z.boolean().openapi({ description: 'True when there are events after the last of these.' }),
  })
  .openapi('QueuedReplay');

/** The states of a message. */
export const WebhookDeliveryState = z.enum(DELIVERY_STATES);

const Attempt = z
  .object({
    attempt: z.int(),
    at: Instant,
    durationMs: z.int(),
    httpStatus: z.int().nullable(),
    outcome: z.enum(ATTEMPT_OUTCOMES),
  })
  .openapi('WebhookAttempt');

/** One message in the log. */
const WebhookDeliverySchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    invoiceId: z.string().nullable(),
    state: WebhookDeliveryState.openapi({
      description: 'failed is tried again at nextAttemptAt; given_up is not.',
    }),
    attempt: z.int().openapi({ description: 'Attempts made since it was asked for last.' }),
    httpStatus: z.int().nullable(),
    outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
    durationMs: z.int().nullable(),
    lastAttemptAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable(),
    createdAt: Instant,
    attempts: z.array(Attempt).openapi({ description: 'The latest attempts, oldest first.' }),
  })
  .openapi('WebhookDelivery');
export const WebhookDeliveryPage = pageOf('WebhookDeliveryPage', WebhookDeliverySchema);

/** Where a waiting flow is resumed. */
export const AddWaiterBody = z
  .strictObject({
    resumeUrl: ReceiverUrl.openapi({
      description: 'Gets the decision as one POST. Kept sealed, never shown.',
    }),
  })
  .openapi('AddWaiterBody', { example: { resumeUrl: 'https://flows.example.com/webhook-waiting/42' } });

/** The flow waits, or there is nothing to wait for. */
export const AddedWaiterSchema = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('waiting'),
      waiterId: z.string(),
      approvalId: z.string(),
      pageUrl: z
        .string()
        .openapi({ description: 'Where a signed-in person decides; opening it decides nothing.' }),
    }),
    z.object({
      state: z.literal('decided'),
      decision: z.enum(WAITER_DECISIONS),
      approvalId: z.string().nullable(),
      reason: z.string().nullable(),
      decidedBy: z.object({ kind: ActorView.shape.kind, name: z.string() }).nullable(),
      decidedAt: Instant.nullable(),
      contentHash: z.string(),
    }),
  ])
  .openapi('AddedWaiter');
