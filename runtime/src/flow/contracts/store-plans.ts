import { sql } from 'drizzle-orm';
import { sumMinor } from '../../core/billing/difference/sum-minor.ts';
import { unplacedFinding } from '../../core/billing/leftover/unplaced-finding.ts';
import { addDays, compareDates } from '../../core/civil-date.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type AuditInput, recordAudits } from '../record-audit.ts';
import { homeKey, homeOfContract } from './draft-home.ts';
import type { GivenBack } from './give-back-leftover.ts';
import type { ContractRow } from './load-contract.ts';
import type { ContractPlan, RunningPlan } from './plan-contract.ts';
import type { HomePlan } from './plan-homes.ts';

/** What a run came to. */
export type RunOutcome = {
  plans: readonly ContractPlan[];
  homes: readonly HomePlan[];
  /** Credit that no credit note could give back. */
  unplaced: GivenBack['unplaced'];
};

type RunColumns = Pick<
  ContractRow,
  | 'nextRunOn'
  | 'findings'
  | 'parked'
  | 'creditLeftMinor'
  | 'creditUnplacedMinor'
  | 'creditIsOver'
  | 'isComplete'
>;

/**
 * Stores of contracts when they are looked at next, what is not right about them and what they owe; what is parked anew, or
 * runs again, is audited.
 */
export async function storePlans(tx: Tx, ctx: Ctx, outcome: RunOutcome): Promise<void> {
  const homes = new Map(outcome.homes.map((one) => [homeKey(one.home), one]));
  const changed = outcome.plans.flatMap((plan): Changed[] => {
    const home = homes.get(homeKey(homeOfContract(plan.contract)));
    const isKept = plan.parked !== null || home === undefined;
    const columns = isKept ? keptBy(plan) : columnsOf(plan, home, outcome.unplaced);
    const { id, parked: wasParked } = plan.contract;
    return isSame(plan.contract, columns) ? [] : [{ id, wasParked, ...columns }];
  });
  // Nearly all runs over thousands of contracts change none.
  if (changed.length === 0) return;
  await tx.execute(sql`
    update ${contracts} c set next_run_on = g."nextRunOn", findings = g.findings, parked = g.parked,
      credit_left_minor = g."creditLeftMinor", credit_unplaced_minor = g."creditUnplacedMinor",
      credit_is_over = g."creditIsOver", is_complete = g."isComplete"
    from json_to_recordset((${JSON.stringify(changed.map(toJson))}::text)::json)
      as g (id text, "nextRunOn" date, findings jsonb, parked jsonb, "creditLeftMinor" bigint,
        "creditUnplacedMinor" bigint, "creditIsOver" boolean, "isComplete" boolean)
    where c.id = g.id`);
  await recordAudits(tx, ctx, changed.flatMap(auditOf));
}

type Changed = RunColumns & { id: string; wasParked: RunColumns['parked'] };

function auditOf({ id, parked, wasParked }: Changed): AuditInput[] {
  const object = { objectKind: 'contract', objectId: id };
  if (parked !== null) return [{ ...object, action: 'contract.park', after: { findings: parked } }];
  return wasParked === null
    ? []
    : [{ ...object, action: 'contract.resume', before: { findings: wasParked } }];
}

/** What is parked keeps all else as it was. */
const keptBy = ({ contract, parked }: ContractPlan): RunColumns => {
  const { nextRunOn, findings, creditLeftMinor, creditUnplacedMinor, creditIsOver, isComplete } = contract;
  return { nextRunOn, findings, parked, creditLeftMinor, creditUnplacedMinor, creditIsOver, isComplete };
};

function columnsOf(plan: RunningPlan, home: HomePlan, allUnplaced: GivenBack['unplaced']): RunColumns {
  const { contract, terms, findings } = plan;
  const creditLeftMinor = -sumMinor(home.credits.filter(({ owner }) => owner.contractId === contract.id));
  const unplacedMinor = sumMinor(allUnplaced.filter(({ contractId }) => contractId === contract.id));
  const nextRunOn = home.credits.length === 0 ? plan.nextRunOn : whenOver(plan);
  return {
    nextRunOn,
    findings: unplacedMinor === 0n ? findings : [...findings, unplacedFinding(unplacedMinor, terms.currency)],
    parked: null,
    creditLeftMinor,
    creditUnplacedMinor: unplacedMinor,
    creditIsOver: home.isOver && creditLeftMinor > 0n,
    isComplete: plan.isComplete && nextRunOn === null && unplacedMinor === 0n,
  };
}

/** What waits is looked at again when the contract is over: then no invoice may set it off any more. */
function whenOver({ contract, asOf, nextRunOn }: RunningPlan): string | null {
  const { endsOn } = contract.body;
  if (endsOn === undefined || compareDates(endsOn, asOf) < 0) return nextRunOn;
  const over = addDays(endsOn, 1);
  return nextRunOn !== null && compareDates(nextRunOn, over) < 0 ? nextRunOn : over;
}

const toJson = ({ creditLeftMinor, creditUnplacedMinor, ...columns }: Changed) => ({
  ...columns,
  creditLeftMinor: String(creditLeftMinor),
  creditUnplacedMinor: String(creditUnplacedMinor),
});

const isSame = (known: RunColumns, columns: RunColumns): boolean =>
  known.nextRunOn === columns.nextRunOn &&
  stableJson(known.findings) === stableJson(columns.findings) &&
  stableJson(known.parked) === stableJson(columns.parked) &&
  known.creditLeftMinor === columns.creditLeftMinor &&
  known.creditUnplacedMinor === columns.creditUnplacedMinor &&
  known.creditIsOver === columns.creditIsOver &&
  known.isComplete === columns.isComplete;
