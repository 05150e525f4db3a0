import { boolean, date, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, organizationId } from './column-types.ts';

/** Whether the anchor of each day is mailed, and to whom. */
export const anchorMailSettings = pgTable('anchor_mail_settings', {
  organizationId: organizationId(),
  isOn: boolean('is_on').notNull(),
  addresses: jsonb('addresses').$type<string[]>().notNull(),
});

/** The mail of a day's anchor: one a day, whatever happens. */
export const anchorMails = pgTable('anchor_mails', {
  organizationId: organizationId(),
  day: date('day').notNull(),
  messageId: text('message_id').notNull(),
  addresses: jsonb('addresses').$type<string[]>().notNull(),
  state: text('state', { enum: ['queued', 'sending', 'sent', 'unknown', 'failed'] }).notNull(),
  detail: text('detail'),
  queuedAt: instant('queued_at').notNull(),
  endedAt: instant('ended_at'),
});
