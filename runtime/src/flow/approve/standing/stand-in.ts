import { and, eq } from 'drizzle-orm';
import { chooseStanding } from '../../../core/approvals/standing/choose-standing.ts';
import { assert } from '../../../core/assert.ts';
import { todayIn } from '../../../core/civil-date.ts';
import type { Finding } from '../../../core/validation/finding.ts';
import { DISCOUNT_BEYOND } from '../../../core/validation/rules/discount-on-master.ts';
import { PRICE_DIFFERS } from '../../../core/validation/rules/price-on-master.ts';
import { validateInvoice } from '../../../core/validation/validate-invoice.ts';
import type { Tx } from '../../../db/open-database.ts';
import { approvalDecisions, approvalRequests, entities } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { InvoiceRow } from '../../get-invoice-row.ts';
import { loadDocument } from '../../load-document.ts';
import { transitionInvoice } from '../../transition-invoice.ts';
import { type ApprovalRequestRow, goToNextStep } from '../go-to-next-step.ts';
import { handToIssue } from '../hand-to-issue.ts';
import { loadStepCheck } from '../load-step-check.ts';
import { loadValidationFacts } from '../load-validation-facts.ts';
import { type CoveringStanding, findStanding } from './find-standing.ts';
import { sayWhyNot } from './say-why-not.ts';

/**
 * Has standing approvals decide the open request of an invoice of contracts, step after step, as far as their limits and
 * their givers' own rights go: each a decision of exactly this content that names the standing approval (E6.9). Of a
 * collective invoice every contract must be covered. What is not waits for people, and the request says why. Returns
 * whether the invoice is approved now.
 */
export async function standIn(tx: Tx, ctx: Ctx, invoice: InvoiceRow): Promise<'waits' | 'approved'> {
  if (invoice.contractId === null && invoice.collectiveKey === null) return 'waits';
  const asked = { ...invoice, documentStatus: 'pending_approval' as const };
  const document = await loadDocument(tx, invoice.id);
  const hasWarnings = validateInvoice(document, await loadValidationFacts(tx, invoice)).some(isNews);
  const today = await todayOf(tx, ctx, invoice);
  for (;;) {
    const request = await findOpenRequest(tx, invoice.id);
    if (request === undefined) return 'waits';
    const parts = await findStanding(tx, ctx, { invoice: asked, request, document, today, hasWarnings });
    const chosen = chooseStanding(
      parts.map(({ covering }) => covering),
      await loadStepCheck(tx, asked, request),
    );
    if (chosen.length === 0) {
      await sayWhyNot(tx, request, parts);
      return 'waits';
    }
    for (const covering of chosen) await keepStandingDecision(tx, ctx, request, covering);
    if ((await goToNextStep(tx, ctx, asked, request)) === 'waits') continue;
    await approve(tx, ctx, { invoice: asked, request, chosen });
    return 'approved';
  }
}

/** What the contract itself agreed beside the product master, and its giver approved with it. */
const AGREED: ReadonlySet<string> = new Set([PRICE_DIFFERS, DISCOUNT_BEYOND]);

const isNews = ({ code, level }: Finding): boolean => level !== 'info' && !AGREED.has(code);

async function todayOf(tx: Tx, ctx: Ctx, { entityId }: InvoiceRow): Promise<string> {
  const [entity] = await tx
    .select({ timeZone: entities.timeZone })
    .from(entities)
    .where(eq(entities.id, entityId));
  return todayIn(entity?.timeZone ?? 'UTC', ctx.deps.clock.now());
}

async function findOpenRequest(tx: Tx, invoiceId: string): Promise<ApprovalRequestRow | undefined> {
  const [request] = await tx
    .select()
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
  return request;
}

async function keepStandingDecision(
  tx: Tx,
  ctx: Ctx,
  request: ApprovalRequestRow,
  { standing, giver, metAsks, liftedRules }: CoveringStanding,
): Promise<void> {
  await tx.insert(approvalDecisions).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('approval'),
    invoiceId: request.invoiceId,
    requestId: request.id,
    ruleSetId: request.ruleSetId,
    decision: 'approved',
    contentHash: request.contentHash,
    actor: giver.actor,
    metAsks,
    liftedRules,
    standingApprovalId: standing.id,
    reason: standing.reason,
    decidedAt: ctx.deps.clock.now(),
  });
}

/** The permission is the giver's, looked up just now; who acts is who submitted, or the hub. */
async function approve(
  tx: Tx,
  ctx: Ctx,
  {
    invoice,
    request,
    chosen,
  }: { invoice: InvoiceRow; request: ApprovalRequestRow; chosen: readonly CoveringStanding[] },
): Promise<void> {
  const [first] = chosen;
  assert(first !== undefined, 'somebody stands in');
  const now = ctx.deps.clock.now();
  await tx
    .update(approvalRequests)
    .set({ state: 'approved', closedAt: now })
    .where(eq(approvalRequests.id, request.id));
  const givers = new Set(chosen.map(({ standing }) => standing.givenBy.name));
  await transitionInvoice(
    tx,
    { ...first.giver, actor: ctx.actor },
    {
      invoice,
      event: 'approve',
      set: { approvedAt: now },
      data: {
        requestId: request.id,
        contentHash: request.contentHash,
        standingApprovalIds: chosen.map(({ standing }) => standing.id),
        standingApprovalOf: [...givers].join(', '),
      },
    },
  );
  await handToIssue(tx, ctx, invoice);
}
