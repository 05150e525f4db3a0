import { bigint, boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { JsonObject } from '../../core/json.ts';
import type { SyncFields } from '../../flow/ports.ts';
import { bytes, instant, organizationId } from './column-types.ts';

export const connections = pgTable('connections', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  system: text('system').notNull(),
  name: text('name').notNull(),
  role: text('role', { enum: ['crm', 'accounting', 'push'] }).notNull(),
  baseUrl: text('base_url').notNull(),
  entityId: text('entity_id'),
  config: jsonb('config').$type<JsonObject>().notNull(),
  secrets: bytes('secrets').notNull(),
  isPaused: boolean('is_paused').notNull().default(false),
  createdAt: instant('created_at').notNull(),
});

export const webhookRefusals = pgTable('webhook_refusals', {
  organizationId: organizationId(),
  connectionId: text('connection_id').notNull(),
  code: text('code').notNull(),
  refusedOn: date('refused_on').notNull(),
  refusedCount: bigint('refused_count', { mode: 'bigint' }).notNull(),
});

export const inbox = pgTable('inbox', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  connectionId: text('connection_id'),
  /** With object and request id: of pushed records; null for a webhook. */
  system: text('system'),
  object: text('object'),
  requestId: text('request_id'),
  receivedAt: instant('received_at').notNull(),
  body: bytes('body').notNull(),
});

export const inboxHints = pgTable('inbox_hints', {
  organizationId: organizationId(),
  connectionId: text('connection_id').notNull(),
  dedupeKey: text('dedupe_key').notNull(),
  inboxId: text('inbox_id').notNull(),
  object: text('object').notNull(),
  externalId: text('external_id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  receivedAt: instant('received_at').notNull(),
});

export const syncLinks = pgTable('sync_links', {
  organizationId: organizationId(),
  connectionId: text('connection_id').notNull(),
  object: text('object').notNull(),
  canonicalKind: text('canonical_kind', {
    enum: ['customer', 'product', 'invoice', 'deal', 'allocation'],
  }).notNull(),
  canonicalId: text('canonical_id').notNull(),
  externalId: text('external_id').notNull(),
  state: text('state', { enum: ['pending', 'in_sync', 'drift', 'failed'] }).notNull(),
  fieldHashes: jsonb('field_hashes').$type<Record<string, string>>().notNull(),
  readBack: jsonb('read_back').$type<SyncFields>(),
  lastSyncedAt: instant('last_synced_at'),
});

export const writeIntents = pgTable('write_intents', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  connectionId: text('connection_id').notNull(),
  object: text('object').notNull(),
  canonicalId: text('canonical_id').notNull(),
  operationKey: text('operation_key').notNull(),
  fields: jsonb('fields').$type<SyncFields>().notNull(),
  state: text('state', { enum: ['planned', 'written', 'confirmed', 'failed'] }).notNull(),
  externalId: text('external_id'),
  attemptCount: integer('attempt_count').notNull().default(0),
  errorCode: text('error_code'),
  errorDetail: text('error_detail'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const ourWrites = pgTable('our_writes', {
  organizationId: organizationId(),
  connectionId: text('connection_id').notNull(),
  object: text('object').notNull(),
  externalId: text('external_id').notNull(),
  field: text('field').notNull(),
  valueHash: text('value_hash').notNull(),
  writtenAt: instant('written_at').notNull(),
});
