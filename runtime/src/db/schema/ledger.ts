import { boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { CanonicalAccount } from '../../core/canonical/account.ts';
import type {
  CanonicalLedgerEntry,
  LedgerEntryStatus,
  LedgerEntryType,
} from '../../core/canonical/ledger-entry.ts';
import { instant, organizationId } from './column-types.ts';

export const ledgerEntries = pgTable('ledger_entries', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  system: text('system').notNull(),
  connectionId: text('connection_id'),
  type: text('type').$type<LedgerEntryType>().notNull(),
  status: text('status').$type<LedgerEntryStatus>().notNull(),
  number: text('number'),
  bookedOn: date('booked_on').notNull(),
  body: jsonb('body').$type<CanonicalLedgerEntry>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const accounts = pgTable('accounts', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  system: text('system').notNull(),
  connectionId: text('connection_id'),
  code: text('code').notNull(),
  name: text('name').notNull(),
  isActive: boolean('is_active').notNull(),
  body: jsonb('body').$type<CanonicalAccount>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
