import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Enqueues the issue of an approved invoice, where its entity issues without a further word. */
export async function handToIssue(
  tx: Tx,
  ctx: Ctx,
  invoice: { id: string; entityId: string },
): Promise<void> {
  const [entity] = await tx
    .select({ isAutoIssue: entities.isAutoIssue })
    .from(entities)
    .where(eq(entities.id, invoice.entityId));
  if (entity?.isAutoIssue !== true) return;
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'issue',
      key: invoice.id,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
}
