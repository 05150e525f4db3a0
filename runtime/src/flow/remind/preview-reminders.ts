import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { ReminderPolicy } from '../../core/reminders/reminder-policy.ts';
import { boardRows, customers, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { findPolicy } from './find-policy.ts';
import { planCustomer } from './plan-customer.ts';
import { type ReminderPlanView, toPlanView } from './to-plan-view.ts';

/** What would happen to each customer of an entity today. */
export type ReminderPreview = {
  today: string;
  plans: (ReminderPlanView & { customerId: string; customerName: string })[];
  /** True when there are more customers than were looked at. */
  hasMore: boolean;
};

/** Customers that one preview looks at. */
const CUSTOMERS_MAX = 200;

/**
 * Says what would be sent today by a policy as if it were on, and when what comes next; nothing is sent or kept. Customers
 * with a policy of their own are shown by that, but for the one customer that is asked about. Throws `request.not_found`.
 */
export async function previewReminders({
  ctx,
  input: { entityId, definition, customerId },
}: {
  ctx: Ctx;
  input: { entityId: string; definition: ReminderPolicy; customerId?: string };
}): Promise<ReminderPreview> {
  authorise(ctx, 'read', entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId));
    if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    const today = todayIn(entity.timeZone, ctx.deps.clock.now());
    const debtors = await tx
      .selectDistinct({ customerId: boardRows.customerId, customerName: customers.name })
      .from(boardRows)
      .innerJoin(customers, eq(customers.id, boardRows.customerId))
      .where(
        and(
          eq(boardRows.entityId, entityId),
          customerId === undefined ? undefined : eq(boardRows.customerId, customerId),
          sql`${boardRows.dueDate} < 'infinity'`,
        ),
      )
      .orderBy(asc(customers.name), asc(boardRows.customerId))
      .limit(CUSTOMERS_MAX + 1);
    const plans: ReminderPreview['plans'] = [];
    for (const debtor of debtors.slice(0, CUSTOMERS_MAX)) {
      const key = { entityId, customerId: debtor.customerId };
      const kept = await findPolicy(tx, key);
      const own = kept?.customerId == null || customerId !== undefined ? undefined : kept;
      const policy = own?.definition ?? definition;
      const planned = await planCustomer(tx, key, { policy, today });
      const shown = { invoices: planned.invoices, isOn: own?.isOn ?? true, today };
      plans.push(...planned.plans.map((plan) => ({ ...debtor, ...toPlanView(plan, shown) })));
    }
    return { today, plans, hasMore: debtors.length > CUSTOMERS_MAX };
  });
}
