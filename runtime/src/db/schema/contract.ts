import { boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { exactDecimal, instant, minorUnits, organizationId } from './column-types.ts';

/** Findings that somebody let pass as they were, with who, when (ISO 8601) and why. */
export type Release = { findings: Finding[]; by: Actor; at: string; reason: string };

export const contracts = pgTable('contracts', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  form: text('form', { enum: ['subscription', 'milestones', 'order', 'time_and_materials'] }).notNull(),
  currency: text('currency').notNull(),
  body: jsonb('body').$type<CanonicalContract>().notNull(),
  bodyHash: text('body_hash').notNull(),
  partyKeys: text('party_keys').array().notNull(),
  /** The same for all contracts that are billed together; null for one that is billed on its own. */
  collectiveKey: text('collective_key'),
  nextRunOn: date('next_run_on'),
  findings: jsonb('findings').$type<Finding[]>().notNull().default([]),
  parked: jsonb('parked').$type<Finding[]>(),
  released: jsonb('released').$type<Release>(),
  creditLeftMinor: minorUnits('credit_left_minor').notNull().default(0n),
  creditUnplacedMinor: minorUnits('credit_unplaced_minor').notNull().default(0n),
  creditIsOver: boolean('credit_is_over').notNull().default(false),
  isComplete: boolean('is_complete').notNull().default(false),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const billingEvents = pgTable('billing_events', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  system: text('system').notNull(),
  connectionId: text('connection_id'),
  contractKey: text('contract_key').notNull(),
  kind: text('kind', {
    enum: ['milestone_delivered', 'milestone_accepted', 'shipment', 'time_entry', 'expense', 'usage'],
  }).notNull(),
  meter: text('meter'),
  occurredAt: instant('occurred_at'),
  quantity: exactDecimal('quantity'),
  uniqueKey: text('unique_key'),
  body: jsonb('body').$type<CanonicalBillingEvent>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
