import { boolean, date, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { exactDecimal, instant, organizationId } from './column-types.ts';

export const exchangeRates = pgTable('exchange_rates', {
  organizationId: organizationId(),
  base: text('base').notNull(),
  quote: text('quote').notNull(),
  onDate: date('on_date').notNull(),
  origin: text('origin', { enum: ['entered', 'ecb'] }).notNull(),
  rate: exactDecimal('rate').notNull(),
  source: text('source').notNull(),
  enteredBy: jsonb('entered_by').$type<Actor>().notNull(),
  enteredAt: instant('entered_at').notNull(),
});

export const rateFeeds = pgTable('rate_feeds', {
  organizationId: organizationId(),
  feed: text('feed', { enum: ['ecb'] }).notNull(),
  isOn: boolean('is_on').notNull(),
  fetchedAt: instant('fetched_at'),
  fetchedFor: date('fetched_for'),
});
