import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { type AskedStep, askOf } from '../../core/approvals/asked-step.ts';
import type { RuleStep } from '../../core/rules/rule-step.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';

/** Who decides when a route names nobody, or a manager who is not there: a person of finance, never nobody. */
const LAST_RESORT = askOf('role', 'finance');

type Approver = RuleStep['approver'];

/** The steps of a route as they are asked: the manager of whoever submits is looked up once, now. */
export async function resolveSteps(
  tx: Tx,
  submitter: Actor,
  steps: readonly RuleStep[],
): Promise<AskedStep[]> {
  const asksManager = steps.some(({ approver, escalateTo }) =>
    [approver.kind, escalateTo?.kind].includes('manager'),
  );
  const manager = asksManager ? await managerOf(tx, submitter) : LAST_RESORT;
  const toAsk = (approver: Approver): string => {
    switch (approver.kind) {
      case 'role':
        return askOf('role', approver.role);
      case 'person':
        return askOf('person', approver.personId);
      case 'group':
        return askOf('group', approver.groupId);
      case 'manager':
        return manager;
    }
  };
  if (steps.length === 0) return [{ order: 1, asks: [LAST_RESORT], mode: 'any' }];
  return steps.map(({ approver, escalateTo, ...step }) => ({
    ...step,
    asks: [toAsk(approver)],
    ...(escalateTo === undefined ? {} : { escalateTo: toAsk(escalateTo) }),
  }));
}

async function managerOf(tx: Tx, submitter: Actor): Promise<string> {
  if (submitter.kind !== 'person') return LAST_RESORT;
  const [person] = await tx
    .select({ managerId: people.managerId })
    .from(people)
    .where(and(eq(people.id, submitter.id)));
  if (person === undefined || person.managerId === null) return LAST_RESORT;
  const [manager] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, person.managerId), isNull(people.deactivatedAt)));
  return manager === undefined ? LAST_RESORT : askOf('person', manager.id);
}
