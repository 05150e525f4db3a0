import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { ErrorDetail } from '../../core/app-error.ts';
import type { AskedStep } from '../../core/approvals/asked-step.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { EditFrame } from '../../core/approvals/tolerance/edit-frame.ts';
import type { KeptWithin } from '../../core/approvals/tolerance/edit-tolerance.ts';
import { HELD_COMMANDS } from '../../core/invoice/held-commands.ts';
import type { JsonObject } from '../../core/json.ts';
import { instant, organizationId } from './column-types.ts';

export const approvalRequests = pgTable('approval_requests', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  contentHash: text('content_hash').notNull(),
  ruleSetId: text('rule_set_id'),
  facts: jsonb('facts').$type<JsonObject>().notNull(),
  explanation: jsonb('explanation').$type<JsonObject>().notNull(),
  chainId: text('chain_id').notNull(),
  steps: jsonb('steps').$type<AskedStep[]>().notNull(),
  laterSteps: jsonb('later_steps').$type<AskedStep[]>().notNull(),
  asks: text('asks').array().notNull(),
  remindAt: instant('remind_at'),
  escalateAt: instant('escalate_at'),
  /** Until when the earliest step is to be decided; kept when that has passed. */
  dueAt: instant('due_at'),
  state: text('state', { enum: ['open', 'approved', 'rejected', 'returned', 'cancelled'] }).notNull(),
  requestedBy: jsonb('requested_by').$type<Actor>().notNull(),
  requestedAt: instant('requested_at').notNull(),
  closedAt: instant('closed_at'),
  /** The command on an issued document that it holds, and how it was asked; null for a submission. */
  command: text('command', { enum: HELD_COMMANDS }),
  commandInput: jsonb('command_input').$type<JsonObject>(),
});

export const approvalDecisions = pgTable('approval_decisions', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  requestId: text('request_id'),
  ruleSetId: text('rule_set_id'),
  decision: text('decision', { enum: ['approved', 'rejected', 'returned'] }).notNull(),
  contentHash: text('content_hash').notNull(),
  actor: jsonb('actor').$type<Actor>().notNull(),
  actingFor: text('acting_for'),
  metAsks: text('met_asks').array().notNull().default([]),
  standingApprovalId: text('standing_approval_id'),
  /** The person's decision that a change within the tolerance keeps, and that tolerance. */
  keptDecisionId: text('kept_decision_id'),
  tolerance: jsonb('tolerance').$type<KeptWithin>(),
  /** What a later change is measured against; null for what no person looked at. */
  frame: jsonb('frame').$type<EditFrame>(),
  /** The switched-off rules of segregation that would have refused it. */
  liftedRules: text('lifted_rules').array().$type<SegregationRule[]>().notNull().default([]),
  reason: text('reason'),
  decidedAt: instant('decided_at').notNull(),
});

export const invoiceEvents = pgTable('invoice_events', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  sequence: integer('sequence').notNull(),
  type: text('type').notNull(),
  data: jsonb('data').$type<JsonObject>().notNull(),
  actor: jsonb('actor').$type<Actor>().notNull(),
  occurredAt: instant('occurred_at').notNull(),
});

export const deadLetters = pgTable('dead_letters', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  queue: text('queue').notNull(),
  jobKey: text('job_key').notNull(),
  subjectKey: text('subject_key').notNull(),
  payload: jsonb('payload').$type<JsonObject>().notNull(),
  subject: jsonb('subject').$type<JsonObject>().notNull(),
  code: text('code').notNull(),
  detail: text('detail').notNull(),
  errors: jsonb('errors').$type<ErrorDetail[]>().notNull().default([]),
  attemptCount: integer('attempt_count').notNull(),
  state: text('state', { enum: ['retrying', 'dead', 'replayed', 'resolved'] }).notNull(),
  firstFailedAt: instant('first_failed_at').notNull(),
  lastFailedAt: instant('last_failed_at').notNull(),
});
