import { type SQL, sql } from 'drizzle-orm';
import { approvalDecisions, approvalRequests, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/**
 * The condition under which an open request, joined with its invoice, waits for the viewer: what decideApproval asks
 * of an approver, so that nobody is shown work that they would be refused.
 */
export function awaitsViewer(ctx: Ctx): SQL {
  if (ctx.actor.kind !== 'person' || !ctx.permissions.has('approve') || ctx.roles.length === 0)
    return sql`false`;
  const isViewer = (actor: SQL): SQL =>
    sql`(${actor} ->> 'kind' = 'person' and ${actor} ->> 'id' = ${ctx.actor.id})`;
  const isGranted =
    ctx.entityIds === null
      ? sql`true`
      : ctx.entityIds.length === 0
        ? sql`false`
        : sql`${invoices.entityId} in ${[...ctx.entityIds]}`;
  return sql`${approvalRequests.state} = 'open' and ${approvalRequests.stepRole} in ${[...ctx.roles]}
    and ${isGranted}
    and not ${isViewer(sql`${approvalRequests.requestedBy}`)}
    and not ${isViewer(sql`${invoices.createdBy}`)}
    and not ${isViewer(sql`${invoices.lastEditedBy}`)}
    and not exists (select 1 from ${approvalDecisions} d where d.organization_id = ${approvalRequests.organizationId}
      and d.invoice_id = ${approvalRequests.invoiceId} and d.content_hash = ${approvalRequests.contentHash}
      and d.decision = 'approved' and ${isViewer(sql`d.actor`)})`;
}
