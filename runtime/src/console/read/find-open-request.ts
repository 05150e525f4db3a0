import type { Ctx } from '../../flow/context.ts';
import { type ApprovalView, listApprovals } from '../../flow/read/list-approvals.ts';

/** An open approval request with who asked for it; undefined when it was closed meanwhile. */
export async function findOpenRequest(ctx: Ctx, requestId: string): Promise<ApprovalView | undefined> {
  // Ids are equally long: of those before `<id>0`, the newest is the id itself.
  const page = await listApprovals({ ctx, input: { limit: 1, before: `${requestId}0` } });
  return page.items.find((request) => request.id === requestId);
}
