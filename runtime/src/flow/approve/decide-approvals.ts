import { AppError } from '../../core/app-error.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type DecideApprovalInput, decideApproval } from './decide-approval.ts';

/** Requests that one batch may hold: each is a transaction of its own, and somebody waits for the answer. */
export const BATCH_MAX = 100;

/** One decision on several requests that a person looked at. */
export type DecideApprovalsInput = {
  requestIds: readonly string[];
  /** The hash of the content that each was shown with, by the id of its request. */
  contentHashes?: ReadonlyMap<string, string>;
  decision: DecideApprovalInput['decision'];
  reason?: string;
};

/** What became of one request of a batch; `waits` where the approval was one of several. */
export type BatchOutcome = { requestId: string; invoiceId: string | null } & (
  | { state: 'done' | 'waits' }
  | { state: 'refused'; error: AppError }
);

/**
 * Decides several requests, each exactly as `decideApproval` does and in a transaction of its own: one that is refused,
 * or fails, stops none of the others. Returns what became of each, in the order given. Sent again it decides nothing
 * twice: each says then that it is decided. Throws `request.invalid` for no request or for too many.
 */
export async function decideApprovals({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideApprovalsInput;
}): Promise<BatchOutcome[]> {
  const requestIds = [...new Set(input.requestIds)];
  if (requestIds.length === 0 || requestIds.length > BATCH_MAX) {
    throw new AppError('request.invalid', { detail: `A batch holds 1 to ${BATCH_MAX} requests.` });
  }
  const invoiceOf = await findInvoices(ctx, requestIds);
  const outcomes: BatchOutcome[] = [];
  for (const requestId of requestIds) {
    const invoiceId = invoiceOf.get(requestId) ?? null;
    outcomes.push({ requestId, invoiceId, ...(await decideOne(ctx, requestId, invoiceId, input)) });
  }
  return outcomes;
}

async function findInvoices(ctx: Ctx, requestIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: approvalRequests.id, invoiceId: approvalRequests.invoiceId })
      .from(approvalRequests)
      .where(isAnyOf(approvalRequests.id, requestIds)),
  );
  return new Map(rows.map(({ id, invoiceId }) => [id, invoiceId]));
}

async function decideOne(
  ctx: Ctx,
  requestId: string,
  invoiceId: string | null,
  { decision, reason, contentHashes }: DecideApprovalsInput,
): Promise<{ state: 'done' | 'waits' } | { state: 'refused'; error: AppError }> {
  try {
    if (invoiceId === null) throw new AppError('approval.not_found');
    const seen = contentHashes?.get(requestId);
    const input = {
      ...{ invoiceId, requestId, decision },
      ...(reason === undefined ? {} : { reason }),
      ...(seen === undefined ? {} : { contentHash: seen }),
    };
    return { state: await decideApproval({ ctx, input }) };
  } catch (cause) {
    if (cause instanceof AppError) return { state: 'refused', error: cause };
    const err = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    ctx.deps.log.error({ requestId: ctx.requestId, err }, 'a decision failed');
    return { state: 'refused', error: new AppError('request.internal', { cause }) };
  }
}
