import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { KeptWithin } from '../../core/approvals/tolerance/edit-tolerance.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests, invoices } from '../../db/schema/index.ts';
import type { ApprovalRequestRow } from '../approve/go-to-next-step.ts';
import { resolveApprover } from '../approve/resolve-approver.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';

/** What a viewer should know of an open request before they decide it among others. */
export type RequestNote = {
  requestId: string;
  /** The rules of segregation that would keep this viewer from it, and are switched off. */
  liftedRules: SegregationRule[];
  /** How its content changed within the tolerance since somebody approved an earlier step; null where it did not. */
  kept: KeptWithin | null;
};

/** Notes on open requests of the granted entities that the viewer may decide; of the same code that a decision asks. */
export async function listRequestNotes({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { requestIds: readonly string[] };
}): Promise<Map<string, RequestNote>> {
  authorise(ctx, 'approve');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select({ request: approvalRequests, invoice: invoices })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .where(
        and(
          isAnyOf(approvalRequests.id, input.requestIds),
          eq(approvalRequests.state, 'open'),
          ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
        ),
      );
    const kept = await readKept(
      tx,
      rows.map(({ invoice }) => invoice.id),
    );
    // Where every rule holds, as it does nearly everywhere, nobody has to be asked for each request.
    const isLifted = (await loadSwitchedOff(tx)).size > 0;
    const notes = new Map<string, RequestNote>();
    for (const { request, invoice } of rows) {
      const liftedRules = isLifted ? await liftedFor(tx, ctx, invoice, request) : [];
      const note = kept.get(request.contentHash) ?? null;
      notes.set(request.id, { requestId: request.id, liftedRules, kept: note });
    }
    return notes;
  });
}

async function liftedFor(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  request: ApprovalRequestRow,
): Promise<SegregationRule[]> {
  try {
    return (await resolveApprover(tx, ctx, invoice, request)).liftedRules;
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** The tolerance entries of some invoices, by the content that they are for. */
async function readKept(tx: Tx, invoiceIds: readonly string[]): Promise<ReadonlyMap<string, KeptWithin>> {
  const rows = await tx
    .select({ contentHash: approvalDecisions.contentHash, tolerance: approvalDecisions.tolerance })
    .from(approvalDecisions)
    .where(and(isAnyOf(approvalDecisions.invoiceId, invoiceIds), isNotNull(approvalDecisions.tolerance)));
  return new Map(
    rows.flatMap(({ contentHash, tolerance }): [string, KeptWithin][] =>
      tolerance === null ? [] : [[contentHash, tolerance]],
    ),
  );
}
