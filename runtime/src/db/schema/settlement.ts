import { boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { DEDUCTIONS } from '../../core/settlement/deductions.ts';
import { instant, minorUnits, organizationId } from './column-types.ts';

export const allocations = pgTable('allocations', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  /** Where the money goes: to one of the two. */
  invoiceId: text('invoice_id'),
  refundId: text('refund_id'),
  /** Where it comes from: one of the four. */
  paymentId: text('payment_id'),
  creditNoteId: text('credit_note_id'),
  writeOffId: text('write_off_id'),
  deduction: text('deduction', { enum: DEDUCTIONS }),
  /** The payment that a deduction came with. */
  deductedWithId: text('deducted_with_id'),
  amountMinor: minorUnits('amount_minor').notNull(),
  reversesId: text('reverses_id'),
  isByHand: boolean('is_by_hand').notNull().default(false),
  createdAt: instant('created_at').notNull(),
});

export const refunds = pgTable('refunds', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  customerId: text('customer_id').notNull(),
  invoiceId: text('invoice_id'),
  amountMinor: minorUnits('amount_minor').notNull(),
  currency: text('currency').notNull(),
  refundedOn: date('refunded_on').notNull(),
  reason: text('reason').notNull(),
  reference: text('reference'),
  externalId: text('external_id').notNull(),
  bodyHash: text('body_hash').notNull(),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const writeOffs = pgTable('write_offs', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  amountMinor: minorUnits('amount_minor').notNull(),
  bookedMinor: minorUnits('booked_minor'),
  reason: text('reason').notNull(),
  state: text('state', { enum: ['requested', 'approved', 'rejected', 'booked'] }).notNull(),
  requestedBy: jsonb('requested_by').$type<Actor>().notNull(),
  requestedAt: instant('requested_at').notNull(),
  decidedBy: jsonb('decided_by').$type<Actor>(),
  decidedAt: instant('decided_at'),
  decisionReason: text('decision_reason'),
  bookedBy: jsonb('booked_by').$type<Actor>(),
  bookedAt: instant('booked_at'),
});

export const disputes = pgTable('disputes', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  cause: text('cause', { enum: ['customer', 'chargeback'] }).notNull(),
  /** The lines in dispute; null is the whole invoice. */
  positions: integer('positions').array(),
  amountMinor: minorUnits('amount_minor').notNull(),
  reason: text('reason').notNull(),
  state: text('state', { enum: ['open', 'accepted', 'rejected', 'withdrawn'] }).notNull(),
  openedBy: jsonb('opened_by').$type<Actor>().notNull(),
  openedAt: instant('opened_at').notNull(),
  closedBy: jsonb('closed_by').$type<Actor>(),
  closedAt: instant('closed_at'),
  outcomeReason: text('outcome_reason'),
  creditNoteId: text('credit_note_id'),
  /** Accepted by voiding the invoice and issuing it again, instead of with a credit note. */
  isReissue: boolean('is_reissue').notNull().default(false),
  /** The acceptance that came to nothing because a ledger refused the void, and what the ledger said. */
  reopensId: text('reopens_id'),
  reopenedBecause: text('reopened_because'),
});

export const collections = pgTable('collections', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  status: text('status', { enum: ['normal', 'paused', 'promised', 'escalated'] }).notNull(),
  reason: text('reason'),
  /** The last day of a pause, or the day on which money is promised. */
  until: date('until'),
  promisedMinor: minorUnits('promised_minor'),
  owedMinor: minorUnits('owed_minor'),
  changedBy: jsonb('changed_by').$type<Actor>().notNull(),
  changedAt: instant('changed_at').notNull(),
});
