import { eq } from 'drizzle-orm';
import type { JsonObject } from '../../core/json.ts';
import { seesRoutingFacts } from '../../core/permissions.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/**
 * The facts that an invoice was routed by when a request was opened, integers as text; undefined for who may not see
 * them, since the margin tells what products cost, and where there is no such request.
 */
export async function readRoutingFacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { requestId: string };
}): Promise<JsonObject | undefined> {
  authorise(ctx, 'read');
  if (!seesRoutingFacts(ctx.permissions)) return undefined;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [request] = await tx
      .select({ facts: approvalRequests.facts })
      .from(approvalRequests)
      .where(eq(approvalRequests.id, input.requestId));
    return request?.facts;
  });
}
