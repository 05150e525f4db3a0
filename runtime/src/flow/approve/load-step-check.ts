import { and, eq } from 'drizzle-orm';
import type { AskedStep } from '../../core/approvals/asked-step.ts';
import { type Approval, isStepMet } from '../../core/approvals/is-step-met.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { ApprovalRequestRow } from './go-to-next-step.ts';
import { loadAsked } from './load-asked.ts';
import { loadBarred } from './load-barred.ts';

/** Tells whether every step that a request asks now is met, by what was decided of it and some approvals more. */
export async function loadStepCheck(
  tx: Tx,
  invoice: InvoiceRow,
  request: ApprovalRequestRow,
): Promise<(more: readonly Approval[]) => boolean> {
  const decisions = await tx
    .select()
    .from(approvalDecisions)
    .where(and(eq(approvalDecisions.requestId, request.id), eq(approvalDecisions.decision, 'approved')));
  const approvals = decisions.map(
    ({ actor, actingFor, metAsks }): Approval => ({ personId: actingFor ?? actor.id, metAsks }),
  );
  const barred = await loadBarred(tx, invoice, request);
  const askedNow = async (step: AskedStep): Promise<ReadonlySet<string>> => {
    if (step.mode !== 'all') return new Set();
    const asks = step.asks.filter((ask) => ask !== step.escalateTo);
    const asked = await loadAsked(tx, { asks }, { entityId: invoice.entityId, barred });
    return new Set(asked.map(({ id }) => id));
  };
  const steps: { step: AskedStep; asked: ReadonlySet<string> }[] = [];
  for (const step of request.steps) steps.push({ step, asked: await askedNow(step) });
  return (more) => steps.every(({ step, asked }) => isStepMet(step, [...approvals, ...more], asked));
}
