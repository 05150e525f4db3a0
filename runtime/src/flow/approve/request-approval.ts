import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import type { RoutedInvoice } from './route-by-rules.ts';

/** The role that decides when the route names none: a person of finance, never nobody. */
const ROLE_OF_LAST_RESORT = 'finance';

/**
 * Opens the approval request of a submitted invoice, bound to its content hash, with the reasons clause by clause.
 * The first step is asked now; each later one once the step before it approved.
 */
export async function requestApproval(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  routed: RoutedInvoice & { reason: string | undefined },
): Promise<void> {
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('approval');
  const [stepRole = ROLE_OF_LAST_RESORT, ...remainingRoles] = routed.route.steps.map(({ approver }) =>
    approver.kind === 'role' ? approver.role : ROLE_OF_LAST_RESORT,
  );
  await tx.insert(approvalRequests).values({
    organizationId: ctx.organizationId,
    id,
    invoiceId: invoice.id,
    contentHash: invoice.contentHash,
    ruleSetId: routed.ruleSet?.id ?? null,
    facts: routed.facts,
    explanation: { why: routed.route.why, matched: routed.route.matched } as JsonObject,
    stepRole,
    remainingRoles,
    state: 'open',
    requestedBy: ctx.actor,
    requestedAt: now,
  });
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'submit',
    set: { submittedAt: now },
    data: { requestId: id, role: stepRole, why: routed.route.why, contentHash: invoice.contentHash },
    ...(routed.reason === undefined ? {} : { reason: routed.reason }),
  });
}
