import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests, invoices, ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type CommandView, toCommandView } from './command-view.ts';
import { type InvoiceSummary, summarise } from './list-invoices.ts';
import type { Page, PageInput } from './page.ts';
import { type DecisionView, readDecisions, toDecisionView } from './read-decisions.ts';
import { readStepsOf, type StepView } from './step-view.ts';

/** How an approval request stands: waiting, decided, or closed without a decision. */
export type ApprovalState = 'open' | 'approved' | 'rejected' | 'returned' | 'cancelled';

/** An approval request with the invoice that it is about. */
export type ApprovalView = {
  id: string;
  state: ApprovalState;
  /** The steps that are asked now, then those that wait for them. */
  steps: StepView[];
  explanation: JsonObject;
  /** What it holds on an issued document; null for a submission. */
  command: CommandView | null;
  /** The version of the rules that routed it, for good; null where none was in force. */
  rules: { versionId: string; version: number; isInForce: boolean } | null;
  contentHash: string;
  requestedBy: Actor;
  requestedAt: Date;
  closedAt: Date | null;
  /** In the order in which they were taken; several where a step wants several people. */
  decisions: DecisionView[];
  invoice: InvoiceSummary;
};

/** What to list; the ones that wait unless another state is asked for. */
export type ListApprovalsInput = PageInput & { state?: ApprovalState };

/** Lists approval requests of one state of the granted entities, newest first. */
export async function listApprovals({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListApprovalsInput;
}): Promise<Page<ApprovalView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await selectRequests(
      tx,
      and(
        eq(approvalRequests.state, input.state ?? 'open'),
        input.before === undefined ? undefined : lt(approvalRequests.id, input.before),
        ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
      ),
      input.limit + 1,
    );
    const page = rows.slice(0, input.limit);
    const items = await toViews(tx, ctx, page);
    return { items, next: rows.length > input.limit ? (page.at(-1)?.request.id ?? null) : null };
  });
}

/** Reads one approval request in any state; throws `approval.not_found`. */
export async function getApproval({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ApprovalView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await selectRequests(tx, eq(approvalRequests.id, input.id), 1);
    const [row] = rows;
    if (row === undefined) throw new AppError('approval.not_found');
    authorise(ctx, 'read', row.invoice.entityId);
    const [view] = await toViews(tx, ctx, rows);
    if (view === undefined) throw new AppError('approval.not_found');
    return view;
  });
}

type RequestRow = {
  request: typeof approvalRequests.$inferSelect;
  invoice: typeof invoices.$inferSelect;
};

function selectRequests(tx: Tx, where: SQL | undefined, limit: number): Promise<RequestRow[]> {
  return tx
    .select({ request: approvalRequests, invoice: invoices })
    .from(approvalRequests)
    .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
    .where(where)
    .orderBy(desc(approvalRequests.id))
    .limit(limit);
}

async function toViews(tx: Tx, ctx: Ctx, rows: RequestRow[]): Promise<ApprovalView[]> {
  // Several requests of one invoice are possible where they are closed: each invoice is summarised once.
  const ofPage = new Map(rows.map(({ invoice }) => [invoice.id, invoice]));
  const summaries = await summarise(tx, ctx, [...ofPage.values()]);
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const requests = rows.map(({ request }) => request);
  const steps = await readStepsOf(tx, requests);
  const decisions = await readDecisions(
    tx,
    isAnyOf(
      approvalDecisions.requestId,
      requests.map(({ id }) => id),
    ),
  );
  const rules = await readRulesOf(tx, requests);
  return requests.flatMap((request): ApprovalView[] => {
    const invoice = byId.get(request.invoiceId);
    if (invoice === undefined) return [];
    const { id, state, explanation, contentHash, requestedBy, requestedAt, closedAt } = request;
    return [
      {
        id,
        state,
        steps: steps.get(id) ?? [],
        explanation,
        command: toCommandView(request),
        rules: rules.get(request.ruleSetId ?? '') ?? null,
        contentHash,
        requestedBy,
        requestedAt,
        closedAt,
        decisions: decisions.filter(({ requestId }) => requestId === id).map(toDecisionView),
        invoice,
      },
    ];
  });
}

async function readRulesOf(
  tx: Tx,
  requests: readonly { ruleSetId: string | null }[],
): Promise<ReadonlyMap<string, NonNullable<ApprovalView['rules']>>> {
  const ids = requests.flatMap(({ ruleSetId }) => ruleSetId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: ruleSets.id, version: ruleSets.version, status: ruleSets.status })
    .from(ruleSets)
    .where(isAnyOf(ruleSets.id, ids));
  return new Map(
    rows.map(({ id, version, status }) => [
      id,
      { versionId: id, version, isInForce: status === 'published' },
    ]),
  );
}
