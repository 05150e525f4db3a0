import { sql } from 'drizzle-orm';
import { PRODUCT_UNKNOWN } from '../../core/billing/find-unknown-products.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/**
 * Asks for a run over every contract that waits for a product, in the transaction that adds one to the master. One whose
 * product is still missing goes on waiting.
 */
export async function resumeWaiting(tx: Tx, ctx: Ctx): Promise<void> {
  const { organizationId, requestId } = ctx;
  const waiting = await tx
    .select({ id: contracts.id })
    .from(contracts)
    .where(sql`${contracts.parked} @> ${JSON.stringify([{ code: PRODUCT_UNKNOWN }])}::text::jsonb`);
  await ctx.deps.jobs.enqueue(
    tx,
    waiting.map(({ id }) => ({
      stage: 'bill',
      key: id,
      payload: { organizationId, requestId, contractId: id },
    })),
  );
}
