import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { JsonObject } from '../../core/json.ts';
import { approvalRequests, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type InvoiceSummary, summarise } from './list-invoices.ts';
import type { Page, PageInput } from './page.ts';

/** An open request with the invoice that it is about. */
export type ApprovalView = {
  id: string;
  role: string;
  remainingRoles: string[];
  explanation: JsonObject;
  contentHash: string;
  requestedBy: Actor;
  requestedAt: Date;
  invoice: InvoiceSummary;
};

/** Lists the open approval requests of the granted entities, newest first. */
export async function listApprovals({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput;
}): Promise<Page<ApprovalView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select({ request: approvalRequests, invoice: invoices })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .where(
        and(
          eq(approvalRequests.state, 'open'),
          input.before === undefined ? undefined : lt(approvalRequests.id, input.before),
          ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
        ),
      )
      .orderBy(desc(approvalRequests.id))
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const summaries = await summarise(
      tx,
      ctx,
      page.map((row) => row.invoice),
    );
    const byId = new Map(summaries.map((summary) => [summary.id, summary]));
    const items = page.flatMap(({ request }) => {
      const invoice = byId.get(request.invoiceId);
      if (invoice === undefined) return [];
      const { id, stepRole, remainingRoles, explanation, contentHash, requestedBy, requestedAt } = request;
      return [
        { id, role: stepRole, remainingRoles, explanation, contentHash, requestedBy, requestedAt, invoice },
      ];
    });
    return { items, next: rows.length > input.limit ? (page.at(-1)?.request.id ?? null) : null };
  });
}
