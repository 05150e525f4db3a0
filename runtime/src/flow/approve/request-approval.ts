import { asksOf } from '../../core/approvals/asked-step.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { openRequest } from './open-request.ts';
import { resolveSteps } from './resolve-steps.ts';
import type { RoutedInvoice } from './route-by-rules.ts';

/**
 * Opens the approval request of a submitted invoice, bound to its content hash, with the reasons clause by clause.
 * The steps of the first order are asked now; later ones once those before them are met.
 */
export async function requestApproval(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  routed: RoutedInvoice & { reason: string | undefined },
): Promise<void> {
  const { why, matched, doubt } = routed.route;
  const submittedAt = ctx.deps.clock.now();
  const steps = await resolveSteps(tx, ctx.actor, routed.route.steps);
  const request = await openRequest(
    tx,
    ctx,
    invoice,
    {
      invoiceId: invoice.id,
      contentHash: invoice.contentHash,
      ruleSetId: routed.ruleSet?.id ?? null,
      facts: routed.facts,
      explanation: { why, matched, ...(doubt === null ? {} : { doubt }) } as JsonObject,
      requestedBy: ctx.actor,
      command: null,
      commandInput: null,
    },
    steps,
  );
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'submit',
    set: { submittedAt },
    data: {
      requestId: request.id,
      asks: asksOf(request.now),
      why,
      contentHash: invoice.contentHash,
    },
    ...(routed.reason === undefined ? {} : { reason: routed.reason }),
  });
}
