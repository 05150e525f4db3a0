import { boolean, date, integer, jsonb, pgSchema, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import {
  type Address,
  DOCUMENT_TYPES,
  type PaymentInstructions,
  TAX_CATEGORIES,
} from '../../core/invoice/document.ts';
import type { RoundingMode } from '../../core/money/rounding.ts';
import type { OverdueLevel } from '../../core/settlement/overdue-level.ts';
import { bytes, exactDecimal, instant, minorUnits, organizationId } from './column-types.ts';

export const organizations = pgTable('organizations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  settings: jsonb('settings').notNull().default({}),
  createdAt: instant('created_at').notNull(),
});

export const lookupKeys = pgTable('lookup_keys', {
  hash: bytes('hash').primaryKey(),
  kind: text('kind', { enum: ['api_key', 'connection', 'session', 'person_link'] }).notNull(),
  organizationId: organizationId(),
  objectId: text('object_id').notNull(),
});

export const entities = pgTable('entities', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  legalName: text('legal_name').notNull(),
  country: text('country').notNull(),
  currency: text('currency').notNull(),
  timeZone: text('time_zone').notNull(),
  locale: text('locale', { enum: ['en', 'ja'] }).notNull(),
  taxRegistration: text('tax_registration'),
  address: jsonb('address').$type<Address>().notNull(),
  email: text('email').notNull(),
  paymentInstructions: jsonb('payment_instructions').$type<PaymentInstructions>(),
  rounding: text('rounding').$type<RoundingMode>().notNull(),
  defaultTerms: text('default_terms').notNull(),
  isAutoSubmit: boolean('is_auto_submit').notNull().default(true),
  isAutoIssue: boolean('is_auto_issue').notNull().default(true),
  isAutoSend: boolean('is_auto_send').notNull().default(true),
  /** What customers have on account pays their invoices when they are issued. */
  isAutoApply: boolean('is_auto_apply').notNull().default(false),
  overdueLevels: jsonb('overdue_levels').$type<OverdueLevel[]>().notNull().default([]),
  /** Others than its own. */
  invoiceCurrencies: text('invoice_currencies').array().notNull().default([]),
  rateAgeDaysMax: integer('rate_age_days_max').notNull().default(7),
  /** Money that is on its way for so many days waits for a person. */
  pendingMoneyDaysMax: integer('pending_money_days_max').notNull().default(7),
  buyerMismatchLevel: text('buyer_mismatch_level', { enum: ['info', 'warning', 'error'] })
    .notNull()
    .default('warning'),
  createdAt: instant('created_at').notNull(),
});

export const taxRules = pgTable('tax_rules', {
  organizationId: organizationId(),
  entityId: text('entity_id').notNull(),
  taxClass: text('tax_class', { enum: ['standard', 'reduced', 'exempt'] }).notNull(),
  category: text('category', { enum: TAX_CATEGORIES }).notNull(),
  ratePercent: exactDecimal('rate_percent').notNull(),
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to'),
});

export const numberSeries = pgTable('number_series', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  documentType: text('document_type', { enum: DOCUMENT_TYPES }).notNull(),
  pattern: text('pattern').notNull(),
  firstValue: minorUnits('first_value').notNull(),
  /** Numbers nothing any more: another pattern is another series. */
  retiredAt: instant('retired_at'),
});

export const numberCounters = pgTable('number_counters', {
  organizationId: organizationId(),
  seriesId: text('series_id').notNull(),
  periodKey: text('period_key').notNull(),
  firstValue: minorUnits('first_value').notNull(),
  lastValue: minorUnits('last_value').notNull(),
});

export const customerNumbers = pgTable('customer_numbers', {
  organizationId: organizationId(),
  entityId: text('entity_id').notNull(),
  customerId: text('customer_id').notNull(),
  value: minorUnits('value').notNull(),
});

export const customerCounters = pgTable('customer_counters', {
  organizationId: organizationId(),
  seriesId: text('series_id').notNull(),
  customerId: text('customer_id').notNull(),
  periodKey: text('period_key').notNull(),
  firstValue: minorUnits('first_value').notNull(),
  lastValue: minorUnits('last_value').notNull(),
});

export const people = pgTable('people', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  roles: text('roles').array().notNull(),
  createdAt: instant('created_at').notNull(),
  accountId: text('account_id'),
  entityIds: text('entity_ids').array(),
  deactivatedAt: instant('deactivated_at'),
  managerId: text('manager_id'),
});

export const groups = pgTable('groups', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const groupMembers = pgTable('group_members', {
  organizationId: organizationId(),
  groupId: text('group_id').notNull(),
  personId: text('person_id').notNull(),
});

export const delegations = pgTable('delegations', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  fromPersonId: text('from_person_id').notNull(),
  toPersonId: text('to_person_id').notNull(),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  reason: text('reason').notNull(),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
});

export const roles = pgTable('roles', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  permissions: text('permissions').array().notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const personLinks = pgTable('person_links', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  personId: text('person_id').notNull(),
  purpose: text('purpose', { enum: ['invitation', 'password_reset'] }).notNull(),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const memberships = pgSchema('auth').table('membership', {
  accountId: text('account_id').notNull(),
  organizationId: organizationId(),
  personId: text('person_id').notNull(),
});

export const apiKeys = pgTable('api_keys', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  hash: bytes('hash').notNull(),
  personId: text('person_id'),
  permissions: text('permissions').array().notNull(),
  entityIds: text('entity_ids').array(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
  createdAt: instant('created_at').notNull(),
});

export const sessions = pgTable('sessions', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  personId: text('person_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull(),
  isEntryLink: boolean('is_entry_link').notNull().default(false),
  userAgent: text('user_agent'),
});

export const idempotencyKeys = pgTable('idempotency_keys', {
  organizationId: organizationId(),
  route: text('route').notNull(),
  key: text('key').notNull(),
  fingerprint: bytes('fingerprint').notNull(),
  status: integer('status'),
  body: text('body'),
  createdAt: instant('created_at').notNull(),
});
