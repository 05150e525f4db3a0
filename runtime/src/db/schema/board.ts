import { boolean, date, pgTable, text } from 'drizzle-orm/pg-core';
import { minorUnits, organizationId } from './column-types.ts';

/** One narrow row per invoice, kept by triggers (migration 0005); only the board reads it. */
export const boardRows = pgTable('board_rows', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  entityId: text('entity_id').notNull(),
  customerId: text('customer_id').notNull(),
  dealId: text('deal_id'),
  ownerId: text('owner_id'),
  currency: text('currency').notNull(),
  phase: text('phase', { enum: ['draft', 'approved', 'sent', 'paid', 'apart'] }).notNull(),
  isWaiting: boolean('is_waiting').notNull(),
  totalMinor: minorUnits('total_minor').notNull(),
  balanceMinor: minorUnits('balance_minor').notNull(),
  dueDate: date('due_date'),
  datedOn: date('dated_on').notNull(),
  searchText: text('search_text').notNull(),
});
