import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
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
