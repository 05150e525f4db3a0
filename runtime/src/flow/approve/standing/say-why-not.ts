import { eq } from 'drizzle-orm';
import type { StandingGap } from '../../../core/approvals/standing/check-standing.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../db/open-database.ts';
import { approvalRequests } from '../../../db/schema/index.ts';
import type { ApprovalRequestRow } from '../go-to-next-step.ts';
import type { StandingPart } from './find-standing.ts';

/** One sentence of why: whose approval it is, null where nobody gave one, and for a collective invoice of which contract. */
type NotCovered = {
  standingApprovalId: string | null;
  giver: string | null;
  gaps: StandingGap[];
  contract?: { id: string; title: string };
};

/** The explanation of a request says beside the rules why nobody's word given before was enough. */
export async function sayWhyNot(
  tx: Tx,
  request: ApprovalRequestRow,
  parts: readonly StandingPart[],
): Promise<void> {
  if (parts.length === 0) return;
  const open = parts.filter(({ covering }) => covering.length === 0);
  const isCollective = parts.length > 1;
  const standing = (open.length > 0 ? open.map(uncoveredOf) : parts.map(partlyOf)).flat();
  const explanation: JsonObject = {
    ...request.explanation,
    standing: standing.map(({ contract, ...said }) => (isCollective ? { ...said, contract } : said)),
  };
  await tx.update(approvalRequests).set({ explanation }).where(eq(approvalRequests.id, request.id));
}

type OfContract = Required<NotCovered>;

function uncoveredOf({ contract, uncovered }: StandingPart): OfContract[] {
  const of = { contract: { id: contract.id, title: contract.title } };
  if (uncovered.length === 0) return [{ ...of, standingApprovalId: null, giver: null, gaps: [] }];
  return uncovered.map(({ standing, gaps }) => ({
    ...of,
    standingApprovalId: standing.id,
    giver: standing.givenBy.name,
    gaps,
  }));
}

/** Every part is covered, and by too few people for a step that wants several. */
const partlyOf = ({ contract, covering }: StandingPart): OfContract[] =>
  covering.map(({ standing }) => ({
    contract: { id: contract.id, title: contract.title },
    standingApprovalId: standing.id,
    giver: standing.givenBy.name,
    gaps: ['other_contracts'],
  }));
