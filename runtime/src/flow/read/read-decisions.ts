import { and, eq, type SQL } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, people } from '../../db/schema/index.ts';

/** A decision as people read it. */
export type DecisionRow = {
  requestId: string | null;
  decision: 'approved' | 'rejected' | 'returned';
  actor: Actor;
  /** Name of the person whose place a delegate took. */
  actingFor: string | null;
  reason: string | null;
  decidedAt: Date;
};

/** The decisions that a condition names, in the order in which they were taken. */
export function readDecisions(tx: Tx, where: SQL | undefined): Promise<DecisionRow[]> {
  return tx
    .select({
      requestId: approvalDecisions.requestId,
      decision: approvalDecisions.decision,
      actor: approvalDecisions.actor,
      actingFor: people.name,
      reason: approvalDecisions.reason,
      decidedAt: approvalDecisions.decidedAt,
    })
    .from(approvalDecisions)
    .leftJoin(
      people,
      and(
        eq(people.organizationId, approvalDecisions.organizationId),
        eq(people.id, approvalDecisions.actingFor),
      ),
    )
    .where(where)
    .orderBy(approvalDecisions.decidedAt, approvalDecisions.id);
}
