import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { JsonObject } from '../../core/json.ts';
import { RULES_STATUSES } from '../../core/rules/rules-status.ts';
import type { Simulation } from '../../core/rules/simulate/simulation.ts';
import { instant, organizationId } from './column-types.ts';

export const ruleSets = pgTable('rule_sets', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  version: integer('version').notNull(),
  definition: jsonb('definition').$type<JsonObject>().notNull(),
  contentHash: text('content_hash').notNull(),
  status: text('status', { enum: RULES_STATUSES }).notNull(),
  baseVersionId: text('base_version_id'),
  author: jsonb('author').$type<Actor>(),
  /** Everybody who wrote something in it, its author among them. */
  editors: jsonb('editors').$type<Actor[]>().notNull().default([]),
  reason: text('reason').notNull().default(''),
  revision: integer('revision').notNull().default(1),
  submittedAt: instant('submitted_at'),
  reviewer: jsonb('reviewer').$type<Actor>(),
  reviewedAt: instant('reviewed_at'),
  reviewComment: text('review_comment').notNull().default(''),
  publisher: jsonb('publisher').$type<Actor>(),
  publishedAt: instant('published_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at'),
});

export const ruleSimulations = pgTable('rule_simulations', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  versionId: text('version_id').notNull(),
  contentHash: text('content_hash').notNull(),
  days: integer('days').notNull(),
  result: jsonb('result').$type<Simulation>().notNull(),
  simulatedBy: jsonb('simulated_by').$type<Actor>().notNull(),
  simulatedAt: instant('simulated_at').notNull(),
});
