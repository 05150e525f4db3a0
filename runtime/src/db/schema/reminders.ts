import { boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import type { Recipient } from '../../core/invoice/document.ts';
import { type ReminderPolicy, TONES } from '../../core/reminders/reminder-policy.ts';
import { instant, minorUnits, organizationId } from './column-types.ts';

export const reminderPolicies = pgTable('reminder_policies', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  /** Null is the policy of the entity, which every customer without one of its own follows. */
  customerId: text('customer_id'),
  isOn: boolean('is_on').notNull(),
  definition: jsonb('definition').$type<ReminderPolicy>().notNull(),
  changedBy: jsonb('changed_by').$type<Actor>().notNull(),
  changedAt: instant('changed_at').notNull(),
});

export const reminders = pgTable('reminders', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  customerId: text('customer_id').notNull(),
  currency: text('currency').notNull(),
  tone: text('tone', { enum: TONES }).notNull(),
  attempt: integer('attempt').notNull(),
  isLast: boolean('is_last').notNull(),
  isByHand: boolean('is_by_hand').notNull(),
  plannedOn: date('planned_on').notNull(),
  locale: text('locale', { enum: ['en', 'ja'] }).notNull(),
  recipients: jsonb('recipients').$type<Recipient[]>().notNull(),
  messageId: text('message_id').notNull(),
  subject: text('subject'),
  body: text('body'),
  state: text('state', {
    enum: ['queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled'],
  }).notNull(),
  detail: text('detail'),
  requestedBy: jsonb('requested_by').$type<Actor>().notNull(),
  queuedAt: instant('queued_at').notNull(),
  endedAt: instant('ended_at'),
  /** What the reports about it come to (core/delivery/); null without any. */
  reported: text('reported', { enum: REPORT_KINDS }),
});

export const reminderItems = pgTable('reminder_items', {
  organizationId: organizationId(),
  reminderId: text('reminder_id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  dueDate: date('due_date').notNull(),
  owedMinor: minorUnits('owed_minor').notNull(),
  /** Which step of the schedule it had reached; null before the first. */
  stepDays: integer('step_days'),
});
