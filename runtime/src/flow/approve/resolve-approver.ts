import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { readAsk } from '../../core/approvals/asked-step.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { ApprovalRequestRow } from './go-to-next-step.ts';
import { type Acting, loadActing } from './load-acting.ts';
import { loadBarred } from './load-barred.ts';

/** In whose name a decision counts, which asks of the request it meets, and which switched-off rules would refuse it. */
export type Approver = { actingFor: Acting | null; metAsks: string[]; liftedRules: SegregationRule[] };

/**
 * Who decides: the person themselves where the request asks them, else whoever delegated to them. Whoever is barred
 * (`loadBarred`) never does, neither themselves nor through somebody else, and nobody decides two steps of one submission.
 * Throws `approval.person_required`, `approval.author_cannot_approve` or `approval.not_an_approver`.
 */
export async function resolveApprover(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  request: ApprovalRequestRow,
): Promise<Approver> {
  if (ctx.actor.kind !== 'person') throw new AppError('approval.person_required');
  const { authors, ruleEditors, liftedFor } = await loadBarred(tx, invoice, request);
  if (authors.has(ctx.actor.id)) throw new AppError('approval.author_cannot_approve');
  if (ruleEditors.has(ctx.actor.id)) {
    throw new AppError('approval.author_cannot_approve', {
      detail: 'You wrote the rules that routed this invoice to an approver.',
    });
  }
  const decided = await decidedPeople(tx, request);
  if (decided.has(ctx.actor.id)) {
    throw new AppError('approval.not_an_approver', {
      detail: 'You decided an earlier step of this invoice.',
    });
  }
  for (const acting of await loadActing(tx, ctx)) {
    const metAsks = acting.asks.filter((ask) => request.asks.includes(ask));
    const isBarred = [authors, ruleEditors, decided].some((kept) => kept.has(acting.personId));
    const isGranted = acting.entityIds === null || acting.entityIds.includes(invoice.entityId);
    if (metAsks.length === 0 || isBarred || !isGranted) continue;
    return {
      actingFor: acting.personId === ctx.actor.id ? null : acting,
      metAsks,
      liftedRules: liftedFor([ctx.actor.id, acting.personId]),
    };
  }
  throw new AppError('approval.not_an_approver', {
    detail: `This step asks for ${request.asks.map((ask) => `the ${readAsk(ask).kind} "${readAsk(ask).name}"`).join(' or ')}.`,
  });
}

/** Everybody who approved a step of this submission: as themselves, and those in whose place somebody did. */
async function decidedPeople(tx: Tx, request: ApprovalRequestRow): Promise<Set<string>> {
  const rows = await tx
    .select({ actor: approvalDecisions.actor, actingFor: approvalDecisions.actingFor })
    .from(approvalDecisions)
    .innerJoin(approvalRequests, eq(approvalRequests.id, approvalDecisions.requestId))
    .where(and(eq(approvalRequests.chainId, request.chainId), eq(approvalDecisions.decision, 'approved')));
  return new Set(
    rows.flatMap(({ actor, actingFor }) => [actor.id, ...(actingFor === null ? [] : [actingFor])]),
  );
}
