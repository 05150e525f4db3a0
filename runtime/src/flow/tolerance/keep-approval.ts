import { eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { editFrame } from '../../core/approvals/tolerance/edit-frame.ts';
import { type KeptWithin, keepsWithin } from '../../core/approvals/tolerance/edit-tolerance.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests } from '../../db/schema/index.ts';
import { handToIssue } from '../approve/hand-to-issue.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { isRoutedAlike } from './is-routed-alike.ts';
import { loadPersonApprovals, type StandingSubmission } from './load-person-approvals.ts';
import { loadTolerance } from './load-tolerance.ts';

/** An invoice as it was, its content as it is stored by now, and who changed it. */
export type KeepApprovalInput = { invoice: InvoiceRow; after: InvoiceDocument; editor: Actor };

/**
 * Keeps what people approved of an invoice whose content just changed within the tolerance of its legal entity (model.md
 * E4): a new approval entry is bound to the new content and names the decision that it rests on. Returns whether it did.
 * Measured against every decision of the submission, and never for a change by one of its approvers, or by whoever set
 * the tolerance.
 */
export async function keepApproval(
  tx: Tx,
  ctx: Ctx,
  { invoice, after, editor }: KeepApprovalInput,
): Promise<boolean> {
  if (invoice.documentStatus !== 'approved' && invoice.documentStatus !== 'pending_approval') return false;
  const tolerance = await loadTolerance(tx, invoice);
  if (tolerance === undefined || tolerance.setBy.id === editor.id) return false;
  const submission = await loadPersonApprovals(tx, invoice.id);
  if (submission === undefined) return false;
  const { approvals, request } = submission;
  if (approvals.some(({ personIds }) => personIds.includes(editor.id))) return false;
  const edited = editFrame(after);
  const currency = currencyOf(invoice.currency);
  const kept = approvals.map(({ frame }) => keepsWithin(tolerance, { approved: frame, edited, currency }));
  const last = kept.at(-1);
  if (last === undefined || kept.includes(undefined)) return false;
  if (!(await isRoutedAlike(tx, ctx, { invoice, document: after, request }))) return false;
  await writeEntry(tx, ctx, { invoice, after, submission, kept: last });
  return true;
}

type Entry = {
  invoice: InvoiceRow;
  after: InvoiceDocument;
  submission: StandingSubmission;
  kept: KeptWithin;
};

async function writeEntry(
  tx: Tx,
  ctx: Ctx,
  { invoice, after, submission: { request, approvals }, kept }: Entry,
): Promise<void> {
  const hash = contentHash(after);
  const keptDecisionId = approvals.at(-1)?.id ?? null;
  await tx.insert(approvalDecisions).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('approval'),
    invoiceId: invoice.id,
    requestId: null,
    ruleSetId: request.ruleSetId,
    decision: 'approved',
    contentHash: hash,
    actor: { kind: 'system', id: 'tolerance', name: 'Seikyu' },
    keptDecisionId,
    tolerance: kept,
    decidedAt: ctx.deps.clock.now(),
  });
  // Those who are still asked decide the content as it is now, which the page that they look at then shows.
  if (request.state === 'open') {
    await tx.update(approvalRequests).set({ contentHash: hash }).where(eq(approvalRequests.id, request.id));
  }
  const data = { contentHash: hash, keptDecisionId, ...kept };
  await recordAudit(tx, ctx, {
    action: 'invoice.keep_approval',
    objectKind: 'invoice',
    objectId: invoice.id,
    before: { contentHash: invoice.contentHash },
    after: data,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.approval_kept', data);
  // Its issue may have been refused while the change was on its way.
  if (invoice.documentStatus === 'approved') await handToIssue(tx, ctx, invoice);
}
