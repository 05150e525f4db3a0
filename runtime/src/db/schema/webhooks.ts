import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { AttemptRecord } from '../../core/webhooks/attempt.ts';
import { bytes, instant, organizationId } from './column-types.ts';

export const webhookEndpoints = pgTable('webhook_endpoints', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  url: text('url').notNull(),
  description: text('description'),
  eventTypes: text('event_types').array(),
  entityIds: text('entity_ids').array(),
  statuses: text('statuses').array(),
  secret: bytes('secret').notNull(),
  previousSecret: bytes('previous_secret'),
  previousValidUntil: instant('previous_valid_until'),
  state: text('state', { enum: ['active', 'disabled'] }).notNull(),
  disabledReason: text('disabled_reason', { enum: ['gone', 'failing'] }),
  disabledAt: instant('disabled_at'),
  toldAt: instant('told_at'),
  failingSince: instant('failing_since'),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const approvalWaiters = pgTable('approval_waiters', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  requestId: text('request_id').notNull(),
  contentHash: text('content_hash').notNull(),
  resumeUrl: bytes('resume_url'),
  state: text('state', { enum: ['waiting', 'answered'] }).notNull(),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
  answeredAt: instant('answered_at'),
});

export const webhookDeliveries = pgTable('webhook_deliveries', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  endpointId: text('endpoint_id'),
  waiterId: text('waiter_id'),
  invoiceId: text('invoice_id'),
  lane: text('lane').notNull(),
  eventId: text('event_id').notNull(),
  eventType: text('event_type').notNull(),
  eventSequence: integer('event_sequence').notNull(),
  body: text('body').notNull(),
  state: text('state', { enum: ['pending', 'delivered', 'failed', 'given_up'] }).notNull(),
  attemptCount: integer('attempt_count').notNull().default(0),
  attempts: jsonb('attempts').$type<AttemptRecord[]>().notNull().default([]),
  nextAttemptAt: instant('next_attempt_at'),
  createdAt: instant('created_at').notNull(),
});
