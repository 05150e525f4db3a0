import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { handToIssue } from './hand-to-issue.ts';
import type { RoutedInvoice } from './route-by-rules.ts';

/** Records the approval by the rule set's default row, which names the rule set version, and hands over to issue. */
export async function approveAutomatically(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  routed: RoutedInvoice & { reason: string | undefined },
): Promise<void> {
  const now = ctx.deps.clock.now();
  const { ruleSet } = routed;
  await tx.insert(approvalDecisions).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('approval'),
    invoiceId: invoice.id,
    requestId: null,
    ruleSetId: ruleSet?.id ?? null,
    decision: 'approved',
    contentHash: invoice.contentHash,
    actor: { kind: 'rule_set', id: ruleSet?.id ?? '', name: `Rule set version ${ruleSet?.version ?? 0}` },
    reason: routed.route.why.en,
    decidedAt: now,
  });
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'submit_automatic',
    set: { submittedAt: now, approvedAt: now },
    data: {
      contentHash: invoice.contentHash,
      ruleSetId: ruleSet?.id ?? null,
      ruleSetVersion: ruleSet?.version ?? null,
      why: routed.route.why,
    },
    ...(routed.reason === undefined ? {} : { reason: routed.reason }),
  });
  await handToIssue(tx, ctx, invoice);
}
