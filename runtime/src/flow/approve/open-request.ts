import type { AskedStep } from '../../core/approvals/asked-step.ts';
import { asksOf } from '../../core/approvals/asked-step.ts';
import { splitSteps } from '../../core/approvals/split-steps.ts';
import { stepsDueAt, stepTimes } from '../../core/approvals/step-times.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { fillSteps } from './fill-steps.ts';

type RequestRow = typeof approvalRequests.$inferSelect;

/** What a request is about, and who asked for it. */
export type RequestBasis = Pick<
  RequestRow,
  | 'invoiceId'
  | 'contentHash'
  | 'ruleSetId'
  | 'facts'
  | 'explanation'
  | 'requestedBy'
  | 'command'
  | 'commandInput'
> & {
  /** The first request of the submission; absent for the first itself. */
  chainId?: string;
};

/**
 * Opens the request of the first order of some steps, with the later ones in it, and has those who are asked told; where
 * they are too few, others besides (`fillSteps`).
 * Returns its id and its steps.
 */
export async function openRequest(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  basis: RequestBasis,
  steps: readonly AskedStep[],
): Promise<{ id: string; now: AskedStep[] }> {
  const requestedAt = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('approval');
  const { now: asked, later } = splitSteps(steps);
  const now = await fillSteps(tx, invoice, basis, asked);
  await tx.insert(approvalRequests).values({
    ...basis,
    organizationId: ctx.organizationId,
    id,
    chainId: basis.chainId ?? id,
    steps: now,
    laterSteps: later,
    asks: asksOf(now),
    ...stepTimes(now, requestedAt),
    dueAt: stepsDueAt(now, requestedAt),
    state: 'open',
    requestedAt,
    closedAt: null,
  });
  await tellApproversOf(tx, ctx, { requestId: id, why: 'asked' });
  return { id, now };
}

/** Has those whom a request asks told by mail, in a job of its own: a mail server that is down refuses no request. */
export async function tellApproversOf(
  tx: Tx,
  ctx: Ctx,
  telling: { requestId: string; why: 'asked' | 'reminder' | 'escalation' },
): Promise<void> {
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'tell_approvers',
      key: telling.requestId,
      payload: { organizationId, requestId, approvalId: telling.requestId, why: telling.why },
    },
  ]);
}
