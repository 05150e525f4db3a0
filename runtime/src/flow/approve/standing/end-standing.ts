import { eq } from 'drizzle-orm';
import type { Tx } from '../../../db/open-database.ts';
import { standingApprovals } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';
import type { StandingRow } from './load-standing.ts';

const ACTIONS = {
  revoked: 'standing_approval.revoke',
  replaced: 'standing_approval.replace',
  contract_changed: 'standing_approval.void',
} as const;

/** Ends a locked standing approval now, with its audit entry: it approves nothing more, and what it approved stays. */
export async function endStanding(
  tx: Tx,
  ctx: Ctx,
  standing: StandingRow,
  { cause, reason }: { cause: keyof typeof ACTIONS; reason?: string },
): Promise<void> {
  await tx
    .update(standingApprovals)
    .set({
      endedAt: ctx.deps.clock.now(),
      endedBy: ctx.actor,
      endCause: cause,
      endReason: reason ?? null,
    })
    .where(eq(standingApprovals.id, standing.id));
  await recordAudit(tx, ctx, {
    action: ACTIONS[cause],
    objectKind: 'standing_approval',
    objectId: standing.id,
    after: { contractId: standing.contractId, cause },
    ...(reason === undefined ? {} : { reason }),
  });
}
