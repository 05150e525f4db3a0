import { z } from '@hono/zod-openapi';
import { RunFilter } from '../../core/mapping/runs/run-filter.ts';
import { ActorView, Amount, Instant, PageQuery } from './common.ts';
import { Change } from './mappings.ts';

/** Which stored records a run goes over. */
export const RunFilterBody = z.strictObject(RunFilter.shape).openapi('MappingRunFilter', {
  example: { limit: 500, since: '2026-11-01T00:00:00Z' },
});

const count = z.int();

const run = {
  id: z.string(),
  versionId: z.string(),
  againstVersionId: z
    .string()
    .nullable()
    .openapi({ description: 'The live version that it is compared with; null when there was none.' }),
  filter: z.object(RunFilter.shape),
  state: z.enum(['running', 'stopping', 'stopped', 'done', 'failed']),
  totalCount: count,
  doneCount: count,
  summary: z.object({
    outcomes: z.object({
      unchanged: count,
      changed: count,
      refused: count,
      accepted: count,
      refused_still: count,
      invoiced: count,
      passed_over: count,
    }),
    fields: z
      .record(z.string(), count)
      .openapi({ description: 'How many records differ in a field, list positions as `[*]`.' }),
    invoices: z.object({
      affected: count,
      issued: count,
      needApprovalNow: count,
      approvedByRuleNow: count,
      refusedNow: count,
      billableNow: count,
    }),
    totals: z
      .record(z.string(), z.object({ before: Amount, after: Amount }))
      .openapi({ description: 'Sums over the affected invoices, per currency.' }),
    unpricedCount: count,
  }),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  startedBy: ActorView,
  startedAt: Instant,
  finishedAt: Instant.nullable(),
};

/** A dry run or a backfill. */
export const MappingRunSchema = z.object(run).openapi('MappingRun');

const InvoiceSide = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('invoice'),
    currency: z.string(),
    payable: Amount,
    route: z.enum(['auto_approved', 'needs_approval']),
    why: z.object({ en: z.string(), ja: z.string() }),
    findings: z.array(z.string()),
  }),
  z.object({ outcome: z.literal('contract'), currency: z.string(), payable: Amount, invoiceCount: count }),
  z.object({ outcome: z.literal('none') }),
  z.object({ outcome: z.literal('refused'), code: z.string(), detail: z.string() }),
]);

/** A run with a page of its records. */
export const MappingRunPage = z
  .object({
    ...run,
    records: z
      .array(
        z.object({
          recordId: z.string(),
          externalId: z.string(),
          outcome: z.enum(['changed', 'refused', 'accepted', 'invoiced', 'failed']),
          findings: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
          changes: z.array(Change),
          invoices: z.array(
            z.object({
              subject: z.object({ kind: z.enum(['deal', 'contract']), id: z.string() }),
              invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
              before: InvoiceSide,
              after: InvoiceSide,
            }),
          ),
        }),
      )
      .openapi({ description: 'Those that are worth looking at, 50 to a page.' }),
    nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  })
  .openapi('MappingRunPage');

/** Where the records of a run go on. */
export const RunQuery = PageQuery.pick({ cursor: true });
