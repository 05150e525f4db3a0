import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { hourIn, todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, entities, reminderPolicies } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { findPolicy } from './find-policy.ts';
import type { DebtorKey } from './load-debts.ts';
import { lockDebtor } from './lock-debtor.ts';
import { planCustomer } from './plan-customer.ts';
import { requestReminder } from './request-reminder.ts';

/** How many customers are looked up at once. */
const BATCH_MAX = 100;

/** Nobody is written to before this hour in the zone of the entity. */
const FIRST_HOUR = 9;

/**
 * Asks for every mail that is due by the policies that are on: one per customer and currency, each customer in a
 * transaction of its own, so that a run which was stopped goes on where it was and sends nothing twice. Returns how many
 * mails it asked for.
 */
export async function planDueReminders({ ctx }: { ctx: Ctx }): Promise<number> {
  const { database, clock } = ctx.deps;
  const now = clock.now();
  const open = await database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .selectDistinct({ id: entities.id, timeZone: entities.timeZone })
      .from(entities)
      .innerJoin(reminderPolicies, eq(reminderPolicies.entityId, entities.id))
      .where(eq(reminderPolicies.isOn, true))
      .orderBy(asc(entities.id)),
  );
  let asked = 0;
  for (const { id, timeZone } of open) {
    if (hourIn(timeZone, now) < FIRST_HOUR) continue;
    asked += await planEntity(ctx, id, todayIn(timeZone, now));
  }
  return asked;
}

async function planEntity(ctx: Ctx, entityId: string, today: string): Promise<number> {
  const { database } = ctx.deps;
  let asked = 0;
  let after = '';
  for (;;) {
    const customerIds = await database.inOrganization(ctx.organizationId, (tx) =>
      findDebtors(tx, entityId, after),
    );
    for (const customerId of customerIds) {
      asked += await database.inOrganization(ctx.organizationId, (tx) =>
        planOne(tx, ctx, { entityId, customerId }, today),
      );
    }
    const last = customerIds.at(-1);
    if (last === undefined || customerIds.length < BATCH_MAX) return asked;
    after = last;
  }
}

/** Customers who owe an entity something with a due date, in the order of their ids. */
async function findDebtors(tx: Tx, entityId: string, after: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ customerId: boardRows.customerId })
    .from(boardRows)
    .where(
      and(
        eq(boardRows.entityId, entityId),
        gt(boardRows.customerId, after),
        sql`${boardRows.dueDate} < 'infinity'`,
      ),
    )
    .orderBy(asc(boardRows.customerId))
    .limit(BATCH_MAX);
  return rows.map(({ customerId }) => customerId);
}

async function planOne(tx: Tx, ctx: Ctx, debtor: DebtorKey, today: string): Promise<number> {
  await lockDebtor(tx, debtor);
  const policy = await findPolicy(tx, debtor);
  if (policy?.isOn !== true) return 0;
  const { plans, invoices } = await planCustomer(tx, debtor, { policy: policy.definition, today });
  let asked = 0;
  for (const plan of plans) {
    if (plan.state !== 'due') continue;
    const isLast = plans.every((each) => each.isLast);
    const id = await requestReminder(tx, ctx, {
      debtor,
      plan: { ...plan, isLast },
      invoices,
      today,
      isByHand: false,
    });
    if (id !== undefined) asked += 1;
  }
  return asked;
}
