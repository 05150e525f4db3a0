import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ReminderPolicy } from '../../core/reminders/reminder-policy.ts';
import type { Tx } from '../../db/open-database.ts';
import { customers, entities, reminderPolicies } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { readAmount } from '../settle/read-amount.ts';

/** The reminders of an entity, or of one customer of it. */
export const SavePolicyInput = z.strictObject({
  entityId: z.string().max(64),
  /** Whose policy of its own; without it that of the entity. */
  customerId: z.string().max(64).optional(),
  /** Nothing is sent by itself while it is off. */
  isOn: z.boolean(),
  definition: ReminderPolicy,
});
export type SavePolicyInput = z.infer<typeof SavePolicyInput>;

/**
 * Sets when customers are reminded; returns the id of the policy. Throws `request.not_found` for an entity or customer
 * that there is not, and `request.invalid` for a smallest sum that its currency does not have.
 */
export async function savePolicy({ ctx, input }: { ctx: Ctx; input: SavePolicyInput }): Promise<string> {
  const { entityId, customerId = null, isOn, definition } = input;
  authorise(ctx, 'admin', entityId);
  definition.thresholds.forEach(({ currency, amount }, at) => {
    readAmount(amount, currency, `/definition/thresholds/${at}/amount`);
  });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseUnknown(tx, entityId, customerId);
    const [before] = await tx
      .select()
      .from(reminderPolicies)
      .where(
        and(
          eq(reminderPolicies.entityId, entityId),
          customerId === null
            ? isNull(reminderPolicies.customerId)
            : eq(reminderPolicies.customerId, customerId),
        ),
      );
    const id = before?.id ?? ctx.deps.ids.next('reminderPolicy');
    const set = { isOn, definition, changedBy: ctx.actor, changedAt: ctx.deps.clock.now() };
    await tx
      .insert(reminderPolicies)
      .values({ organizationId: ctx.organizationId, id, entityId, customerId, ...set })
      .onConflictDoUpdate({ target: [reminderPolicies.organizationId, reminderPolicies.id], set });
    await recordAudit(tx, ctx, {
      action: 'reminder_policy.save',
      objectKind: 'reminder_policy',
      objectId: id,
      before: before === undefined ? null : { isOn: before.isOn, definition: before.definition },
      after: { entityId, customerId, isOn, definition },
    });
    return id;
  });
}

async function refuseUnknown(tx: Tx, entityId: string, customerId: string | null): Promise<void> {
  const [entity] = await tx
    .select({ id: entities.id })
    .from(entities)
    .where(eq(entities.id, entityId))
    .for('update');
  if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
  if (customerId === null) return;
  const [customer] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (customer === undefined)
    throw new AppError('request.not_found', { detail: 'There is no such customer.' });
}
