import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ReminderPolicy } from '../../core/reminders/reminder-policy.ts';
import { customers, reminderPolicies } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** When an entity or one of its customers is reminded. */
export type PolicyView = {
  id: string;
  entityId: string;
  customerId: string | null;
  customerName: string | null;
  isOn: boolean;
  definition: ReminderPolicy;
  changedAt: Date;
};

/** Lists the policies of the granted entities, or of one of them: that of the entity first, then those of customers. */
export async function listPolicies({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: { entityId?: string };
}): Promise<PolicyView[]> {
  authorise(ctx, 'read', input.entityId);
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ policy: reminderPolicies, customerName: customers.name })
      .from(reminderPolicies)
      .leftJoin(customers, eq(customers.id, reminderPolicies.customerId))
      .where(
        and(
          ctx.entityIds === null ? undefined : inArray(reminderPolicies.entityId, [...ctx.entityIds]),
          input.entityId === undefined ? undefined : eq(reminderPolicies.entityId, input.entityId),
        ),
      )
      .orderBy(asc(reminderPolicies.entityId), asc(customers.name), asc(reminderPolicies.id)),
  );
  const views = rows.map(({ policy, customerName }) => {
    const { organizationId: _organization, changedBy: _changedBy, ...view } = policy;
    return { ...view, customerName };
  });
  return views.toSorted(
    (left, right) => Number(left.customerId !== null) - Number(right.customerId !== null),
  );
}
