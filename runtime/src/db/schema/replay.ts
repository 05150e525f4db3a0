import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { instant, organizationId } from './column-types.ts';

export const replayRuns = pgTable('replay_runs', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  stage: text('stage').notNull(),
  code: text('code').notNull(),
  totalCount: integer('total_count').notNull(),
  refusedCount: integer('refused_count').notNull().default(0),
  position: text('position').notNull().default(''),
  lastId: text('last_id').notNull(),
  state: text('state', { enum: ['running', 'done'] }).notNull(),
  startedBy: jsonb('started_by').$type<Actor>().notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
});
