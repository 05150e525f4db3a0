import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { pruneInbox } from '../ingest/prune-inbox.ts';
import { recordAudit } from '../record-audit.ts';
import { pruneDeliveries } from '../webhooks/prune-deliveries.ts';

/** Rows of one kind that one transaction deletes, and transactions of one job; what is left waits for the next hour. */
const BATCH_MAX = 1_000;
const BATCHES_MAX = 20;

/** What was deleted. */
export type PrunedHistory = { deliveries: number; webhooks: number };

/**
 * Clears what nobody asks for any more: messages to receivers that are done, and webhooks as they came, each after 90
 * days. Never anything that a figure comes from: records, documents, events and the audit trail stay.
 */
export async function pruneHistory({ ctx }: { ctx: Ctx }): Promise<PrunedHistory> {
  const total: PrunedHistory = { deliveries: 0, webhooks: 0 };
  for (let batch = 1; batch <= BATCHES_MAX; batch += 1) {
    const gone = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) => pruneBatch(tx, ctx));
    total.deliveries += gone.deliveries;
    total.webhooks += gone.webhooks;
    if (gone.deliveries < BATCH_MAX && gone.webhooks < BATCH_MAX) break;
  }
  return total;
}

async function pruneBatch(tx: Tx, ctx: Ctx): Promise<PrunedHistory> {
  const now = ctx.deps.clock.now();
  const gone = {
    deliveries: await pruneDeliveries(tx, now, BATCH_MAX),
    webhooks: await pruneInbox(tx, now, BATCH_MAX),
  };
  if (gone.deliveries + gone.webhooks > 0) {
    await recordAudit(tx, ctx, {
      action: 'history.prune',
      objectKind: 'organization',
      objectId: ctx.organizationId,
      after: gone,
    });
  }
  return gone;
}
