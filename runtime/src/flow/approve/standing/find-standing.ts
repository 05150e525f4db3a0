import type { SegregationRule } from '../../../core/approvals/segregation-rules.ts';
import {
  checkStanding,
  type StandingCandidate,
  type StandingGap,
} from '../../../core/approvals/standing/check-standing.ts';
import { agreementHash } from '../../../core/approvals/standing/standing-basis.ts';
import { isAnyOf } from '../../../db/is-any-of.ts';
import type { Tx } from '../../../db/open-database.ts';
import { contracts } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { ContractRow } from '../../contracts/load-contract.ts';
import type { InvoiceRow } from '../../get-invoice-row.ts';
import type { ApprovalRequestRow } from '../go-to-next-step.ts';
import { findGiverRight } from './find-giver-right.ts';
import { loadParts } from './load-parts.ts';
import { countApproved, loadStandingForUpdate, type StandingRow } from './load-standing.ts';

/** A standing approval that covers its part of an invoice: its giver as if they decided it now, and which asks they meet. */
export type CoveringStanding = {
  standing: StandingRow;
  giver: Ctx;
  personId: string;
  metAsks: string[];
  liftedRules: SegregationRule[];
};

/** Why one that is there does not cover its part. */
type UncoveredStanding = { standing: StandingRow; gaps: StandingGap[] };

/** A contract on an invoice with the standing approvals of it, of which some cover what the invoice bills of it. */
export type StandingPart = {
  contract: ContractRow;
  covering: CoveringStanding[];
  uncovered: UncoveredStanding[];
};

/** What there is to say about an invoice beside its contracts. */
export type StandingQuestion = Omit<StandingCandidate, 'agreementHash' | 'totalMinor'> & {
  invoice: InvoiceRow;
  request: ApprovalRequestRow;
};

/**
 * Every contract on an invoice with the standing approvals that cover its part, and whose givers may decide this request:
 * asked of the very code that a decision of theirs would ask; and why each other does not. None for an invoice that
 * cannot be told apart by contract.
 */
export async function findStanding(tx: Tx, ctx: Ctx, question: StandingQuestion): Promise<StandingPart[]> {
  const parts = await loadParts(tx, question.invoice);
  const contractIds = parts.map(({ contractId }) => contractId);
  const rows = await loadStandingForUpdate(tx, contractIds);
  if (rows.length === 0) return [];
  // After the lock, which a change of a contract waits for: what is read now is what holds when this commits.
  const agreed = await tx.select().from(contracts).where(isAnyOf(contracts.id, contractIds));
  const found: StandingPart[] = [];
  for (const { contractId, totalMinor } of parts) {
    const contract = agreed.find(({ id }) => id === contractId);
    if (contract === undefined) return [];
    const part: StandingPart = { contract, covering: [], uncovered: [] };
    const candidate = { ...question, totalMinor, agreementHash: agreementHash(contract.body) };
    for (const standing of rows.filter((row) => row.contractId === contractId)) {
      const judged = await judge(tx, ctx, { standing, candidate, question });
      if ('gaps' in judged) part.uncovered.push(judged);
      else part.covering.push(judged);
    }
    found.push(part);
  }
  return found;
}

type Judgement = { standing: StandingRow; candidate: StandingCandidate; question: StandingQuestion };

async function judge(
  tx: Tx,
  ctx: Ctx,
  { standing, candidate, question }: Judgement,
): Promise<CoveringStanding | UncoveredStanding> {
  const { invoice, request } = question;
  const approvedCount = await countApproved(tx, { standingId: standing.id, besides: invoice.id });
  const gaps = checkStanding({ ...standing, approvedCount }, candidate);
  if (gaps.length > 0) return { standing, gaps };
  const right = await findGiverRight(tx, ctx, { standing, invoice, request });
  return 'gap' in right
    ? { standing, gaps: [right.gap] }
    : { standing, personId: standing.giverId, ...right };
}
