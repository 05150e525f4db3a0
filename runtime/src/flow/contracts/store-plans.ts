import { sql } from 'drizzle-orm';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type AuditInput, recordAudits } from '../record-audit.ts';
import type { ContractRow } from './load-contract.ts';
import type { ContractPlan } from './plan-contract.ts';

type RunColumns = Pick<ContractRow, 'nextRunOn' | 'findings' | 'parked'>;

/** Stores of contracts when they are looked at next and what is not right about them; what is parked anew, or runs again, is audited. */
export async function storePlans(tx: Tx, ctx: Ctx, plans: readonly ContractPlan[]): Promise<void> {
  const changed = plans.flatMap((plan) => {
    const columns = columnsOf(plan);
    const { id, parked: wasParked } = plan.contract;
    return isSame(plan.contract, columns) ? [] : [{ id, wasParked, ...columns }];
  });
  // Nearly all runs over thousands of contracts change none.
  if (changed.length === 0) return;
  await tx.execute(sql`
    update ${contracts} c set next_run_on = g."nextRunOn", findings = g.findings, parked = g.parked
    from json_to_recordset((${JSON.stringify(changed)}::text)::json)
      as g (id text, "nextRunOn" date, findings jsonb, parked jsonb)
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

const columnsOf = ({ contract, ...plan }: ContractPlan): RunColumns =>
  plan.parked === null
    ? { nextRunOn: plan.nextRunOn, findings: plan.findings, parked: null }
    : { nextRunOn: contract.nextRunOn, findings: contract.findings, parked: plan.parked };

const isSame = (known: RunColumns, { nextRunOn, findings, parked }: RunColumns): boolean =>
  known.nextRunOn === nextRunOn &&
  stableJson(known.findings) === stableJson(findings) &&
  stableJson(known.parked) === stableJson(parked);
