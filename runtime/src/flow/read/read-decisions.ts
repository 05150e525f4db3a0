import { and, eq, type SQL } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { KeptWithin } from '../../core/approvals/tolerance/edit-tolerance.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, contracts, people, standingApprovals } from '../../db/schema/index.ts';

/** The standing approval under which a decision was taken, with its limits. */
export type DecisionStanding = {
  id: string;
  /** The contract whose invoices, or whose part of this one, it is for. */
  contract: { id: string; title: string };
  givenAt: Date;
  amountMax: string;
  currency: string;
  invoicesMax: number | null;
  startsOn: string;
  endsOn: string;
};

/** A decision as people read it. */
export type DecisionRow = {
  requestId: string | null;
  decision: 'approved' | 'rejected' | 'returned';
  /** The giver, for what was decided under a standing approval. */
  actor: Actor;
  /** Name of the person whose place a delegate took. */
  actingFor: string | null;
  standing: DecisionStanding | null;
  /** How a change kept to the tolerance, so that an earlier decision holds for the new content. */
  tolerance: KeptWithin | null;
  /** The switched-off rules of segregation that would have refused it. */
  liftedRules: SegregationRule[];
  reason: string | null;
  decidedAt: Date;
};

/** A decision beside its invoice or request. */
export type DecisionView = Omit<DecisionRow, 'requestId' | 'decidedAt'> & { at: Date };

/** The decisions that a condition names, in the order in which they were taken. */
export async function readDecisions(tx: Tx, where: SQL | undefined): Promise<DecisionRow[]> {
  const rows = await tx
    .select({
      requestId: approvalDecisions.requestId,
      decision: approvalDecisions.decision,
      actor: approvalDecisions.actor,
      actingFor: people.name,
      standing: standingApprovals,
      contractTitle: contracts.title,
      tolerance: approvalDecisions.tolerance,
      liftedRules: approvalDecisions.liftedRules,
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
    .leftJoin(
      standingApprovals,
      and(
        eq(standingApprovals.organizationId, approvalDecisions.organizationId),
        eq(standingApprovals.id, approvalDecisions.standingApprovalId),
      ),
    )
    .leftJoin(
      contracts,
      and(
        eq(contracts.organizationId, standingApprovals.organizationId),
        eq(contracts.id, standingApprovals.contractId),
      ),
    )
    .where(where)
    .orderBy(approvalDecisions.decidedAt, approvalDecisions.id);
  return rows.map(({ standing, contractTitle, ...row }) => ({
    ...row,
    standing: standing === null ? null : toStanding(standing, contractTitle ?? ''),
  }));
}

/** A decision without what its place says already. */
export const toDecisionView = ({
  requestId: _request,
  decidedAt,
  ...decision
}: DecisionRow): DecisionView => ({
  ...decision,
  at: decidedAt,
});

function toStanding(standing: typeof standingApprovals.$inferSelect, title: string): DecisionStanding {
  const { id, givenAt, amountMaxMinor, invoicesMax, startsOn, endsOn } = standing;
  const { currency } = standing.basis;
  const amountMax = moneyToText(money(amountMaxMinor, currencyOf(currency)));
  const contract = { id: standing.contractId, title };
  return { id, contract, givenAt, amountMax, currency, invoicesMax, startsOn, endsOn };
}
