import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import { instant, organizationId } from './column-types.ts';

/** What was told of a mail after it was handed over, one row per recipient and kind. */
export const deliveryReports = pgTable('delivery_reports', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  /** The mail of a document; null for one of a reminder. */
  attemptId: text('attempt_id'),
  reminderId: text('reminder_id'),
  recipient: text('recipient').notNull(),
  kind: text('kind', { enum: REPORT_KINDS }).notNull(),
  occurredAt: instant('occurred_at').notNull(),
  reason: text('reason'),
  /** Names the report where it came from; null where it has no name there. */
  externalId: text('external_id'),
  reportedBy: jsonb('reported_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
});

/** Bounces that a person saw to in another way than by sending again. */
export const bounceClosings = pgTable('bounce_closings', {
  organizationId: organizationId(),
  reportId: text('report_id').notNull(),
  reason: text('reason').notNull(),
  closedBy: jsonb('closed_by').$type<Actor>().notNull(),
  closedAt: instant('closed_at').notNull(),
});
