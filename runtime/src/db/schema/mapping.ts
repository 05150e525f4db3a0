import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { ErrorDetail } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ValueChange } from '../../core/mapping/runs/diff-records.ts';
import type { InvoiceEffect } from '../../core/mapping/runs/invoice-effect.ts';
import type { RunFilter } from '../../core/mapping/runs/run-filter.ts';
import type { RunSummary } from '../../core/mapping/runs/run-summary.ts';
import { MAPPING_STATUSES } from '../../core/mapping/version-status.ts';
import { instant, organizationId } from './column-types.ts';

export const mappingVersions = pgTable('mapping_versions', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  system: text('system').notNull(),
  object: text('object').notNull(),
  kind: text('kind').notNull(),
  connectionId: text('connection_id'),
  version: integer('version').notNull(),
  definition: jsonb('definition').$type<JsonObject>().notNull(),
  script: text('script'),
  contentHash: text('content_hash').notNull(),
  status: text('status', { enum: MAPPING_STATUSES }).notNull(),
  baseVersionId: text('base_version_id'),
  author: jsonb('author').$type<Actor>(),
  reason: text('reason').notNull().default(''),
  revision: integer('revision').notNull().default(1),
  submittedAt: instant('submitted_at'),
  reviewer: jsonb('reviewer').$type<Actor>(),
  reviewedAt: instant('reviewed_at'),
  reviewComment: text('review_comment').notNull().default(''),
  publishedAt: instant('published_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at'),
  pausedAt: instant('paused_at'),
});

export const mappingFixtures = pgTable('mapping_fixtures', {
  organizationId: organizationId(),
  versionId: text('version_id').notNull(),
  name: text('name').notNull(),
  source: jsonb('source').$type<JsonObject>().notNull(),
  expected: jsonb('expected').$type<JsonObject>(),
  updatedAt: instant('updated_at').notNull(),
});

export const mappingRuns = pgTable('mapping_runs', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  kind: text('kind', { enum: ['dry_run', 'backfill'] }).notNull(),
  versionId: text('version_id').notNull(),
  againstVersionId: text('against_version_id'),
  filter: jsonb('filter').$type<RunFilter>().notNull(),
  state: text('state', { enum: ['running', 'stopping', 'stopped', 'done', 'failed'] }).notNull(),
  totalCount: integer('total_count').notNull(),
  doneCount: integer('done_count').notNull().default(0),
  position: text('position').notNull().default(''),
  summary: jsonb('summary').$type<RunSummary>().notNull(),
  failure: jsonb('failure').$type<{ code: string; detail: string }>(),
  startedBy: jsonb('started_by').$type<Actor>().notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
});

export const mappingRunRecords = pgTable('mapping_run_records', {
  organizationId: organizationId(),
  runId: text('run_id').notNull(),
  recordId: text('record_id').notNull(),
  externalId: text('external_id').notNull(),
  outcome: text('outcome', { enum: ['changed', 'refused', 'accepted', 'invoiced', 'failed'] }).notNull(),
  findings: jsonb('findings').$type<ErrorDetail[]>().notNull(),
  changes: jsonb('changes').$type<ValueChange[]>().notNull(),
  invoices: jsonb('invoices').$type<InvoiceEffect[]>().notNull(),
});
