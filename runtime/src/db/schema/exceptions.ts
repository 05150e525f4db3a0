import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { instant, organizationId } from './column-types.ts';

/** Who looks after an exception; the exceptions themselves are read from the facts (flow/exceptions/). */
export const exceptionOwners = pgTable('exception_owners', {
  organizationId: organizationId(),
  exceptionKey: text('exception_key').notNull(),
  ownerId: text('owner_id'),
  note: text('note').notNull().default(''),
  changedBy: jsonb('changed_by').$type<Actor>().notNull(),
  changedAt: instant('changed_at').notNull(),
});

/** Drafts whose submission was refused, with what was found; `resolvedAt` where that is over. */
export const submissionRefusals = pgTable('submission_refusals', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  findings: jsonb('findings').$type<Finding[]>().notNull(),
  refusedBy: jsonb('refused_by').$type<Actor>().notNull(),
  refusedAt: instant('refused_at').notNull(),
  resolvedAt: instant('resolved_at'),
});
