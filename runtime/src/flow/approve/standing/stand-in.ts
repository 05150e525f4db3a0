import { and, eq } from 'drizzle-orm';
import { todayIn } from '../../../core/civil-date.ts';
import type { JsonObject } from '../../../core/json.ts';
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
import { loadValidationFacts } from '../load-validation-facts.ts';
import { type CoveringStanding, findStanding, type UncoveredStanding } from './find-standing.ts';

/**
 * Has standing approvals decide the open request of an invoice of a contract, step after step, as far as their limits and
 * their givers' own rights go: each a decision of exactly this content that names the standing approval (E6.9). What none
 * covers waits for people, and the request says why. Returns whether the invoice is approved now.
 */
export async function standIn(tx: Tx, ctx: Ctx, invoice: InvoiceRow): Promise<'waits' | 'approved'> {
  if (invoice.contractId === null) return 'waits';
  const asked = { ...invoice, documentStatus: 'pending_approval' as const };
  const document = await loadDocument(tx, invoice.id);
  const hasWarnings = validateInvoice(document, await loadValidationFacts(tx, invoice)).some(isNews);
  const today = await todayOf(tx, ctx, invoice);
  for (;;) {
    const request = await findOpenRequest(tx, invoice.id);
    if (request === undefined) return 'waits';
    const found = await findStanding(tx, ctx, {
      ...{ invoice: asked, request, document, today, hasWarnings },
      totalMinor: invoice.taxInclusiveMinor,
    });
    if ('uncovered' in found) {
      await sayWhyNot(tx, request, found.uncovered);
      return 'waits';
    }
    await keepStandingDecision(tx, ctx, request, found.covering);
    if ((await goToNextStep(tx, ctx, asked, request)) === 'waits') continue;
    await approve(tx, ctx, { invoice: asked, request, covering: found.covering });
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
    covering: { standing, giver },
  }: { invoice: InvoiceRow; request: ApprovalRequestRow; covering: CoveringStanding },
): Promise<void> {
  const now = ctx.deps.clock.now();
  await tx
    .update(approvalRequests)
    .set({ state: 'approved', closedAt: now })
    .where(eq(approvalRequests.id, request.id));
  await transitionInvoice(
    tx,
    { ...giver, actor: ctx.actor },
    {
      invoice,
      event: 'approve',
      set: { approvedAt: now },
      data: {
        requestId: request.id,
        contentHash: request.contentHash,
        standingApprovalId: standing.id,
        standingApprovalOf: standing.givenBy.name,
      },
    },
  );
  await handToIssue(tx, ctx, invoice);
}

/** The explanation of a request says beside the rules why nobody's word given before was enough. */
async function sayWhyNot(
  tx: Tx,
  request: ApprovalRequestRow,
  uncovered: readonly UncoveredStanding[],
): Promise<void> {
  if (uncovered.length === 0) return;
  const explanation: JsonObject = { ...request.explanation, standing: [...uncovered] };
  await tx.update(approvalRequests).set({ explanation }).where(eq(approvalRequests.id, request.id));
}
