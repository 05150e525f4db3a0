import { date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { StandingBasis } from '../../core/approvals/standing/standing-basis.ts';
import { instant, minorUnits, organizationId, partsPerMillion } from './column-types.ts';

export const standingApprovals = pgTable('standing_approvals', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  contractId: text('contract_id').notNull(),
  giverId: text('giver_id').notNull(),
  /** Of one invoice, in the contract's currency. */
  amountMaxMinor: minorUnits('amount_max_minor').notNull(),
  invoicesMax: integer('invoices_max'),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  reason: text('reason').notNull(),
  basis: jsonb('basis').$type<StandingBasis>().notNull(),
  givenBy: jsonb('given_by').$type<Actor>().notNull(),
  givenAt: instant('given_at').notNull(),
  endedAt: instant('ended_at'),
  endedBy: jsonb('ended_by').$type<Actor>(),
  endCause: text('end_cause', { enum: ['revoked', 'replaced', 'contract_changed'] }),
  endReason: text('end_reason'),
});

export const editTolerances = pgTable('edit_tolerances', {
  organizationId: organizationId(),
  entityId: text('entity_id').notNull(),
  ppm: partsPerMillion('ppm').notNull(),
  /** In the entity's own currency. */
  amountMinor: minorUnits('amount_minor').notNull(),
  reason: text('reason').notNull(),
  setBy: jsonb('set_by').$type<Actor>().notNull(),
  setAt: instant('set_at').notNull(),
});

export const segregationExceptions = pgTable('segregation_exceptions', {
  organizationId: organizationId(),
  rule: text('rule').$type<SegregationRule>().notNull(),
  reason: text('reason').notNull(),
  switchedBy: jsonb('switched_by').$type<Actor>().notNull(),
  switchedAt: instant('switched_at').notNull(),
});
