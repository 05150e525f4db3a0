import { sql } from 'drizzle-orm';
import { bigint, date, json, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { instant, organizationId, transactionId } from './column-types.ts';

export const auditEntries = pgTable('audit_entries', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  actor: json('actor').$type<Actor>().notNull(),
  /** Made from `actor` by the database. */
  actorId: text('actor_id'),
  action: text('action').notNull(),
  objectKind: text('object_kind').notNull(),
  objectId: text('object_id').notNull(),
  before: json('before').$type<object>(),
  after: json('after').$type<object>(),
  reason: text('reason'),
  requestId: text('request_id').notNull(),
  /** Set by the database: the transaction that wrote it. */
  xid: transactionId('xid').notNull().default(sql`pg_current_xact_id()`),
  blankedBy: text('blanked_by'),
});

export const auditSeals = pgTable('audit_seals', {
  organizationId: organizationId(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  entryId: text('entry_id').notNull(),
  salt: text('salt'),
  payloadHash: text('payload_hash').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
  sealedAt: instant('sealed_at').notNull(),
});

export const auditAnchors = pgTable('audit_anchors', {
  organizationId: organizationId(),
  day: date('day').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  signedAt: instant('signed_at').notNull(),
  publicKey: text('public_key').notNull(),
  signature: text('signature').notNull(),
});
