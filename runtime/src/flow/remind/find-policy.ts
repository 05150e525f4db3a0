import { and, eq, isNull, or } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { reminderPolicies } from '../../db/schema/index.ts';
import type { DebtorKey } from './load-debts.ts';

/** A row of `reminder_policies`. */
export type PolicyRow = typeof reminderPolicies.$inferSelect;

/** The policy that counts for a customer: one of its own before that of the entity; undefined without either. */
export async function findPolicy(
  tx: Tx,
  { entityId, customerId }: DebtorKey,
): Promise<PolicyRow | undefined> {
  const found = await tx
    .select()
    .from(reminderPolicies)
    .where(
      and(
        eq(reminderPolicies.entityId, entityId),
        or(isNull(reminderPolicies.customerId), eq(reminderPolicies.customerId, customerId)),
      ),
    );
  return found.find((policy) => policy.customerId !== null) ?? found[0];
}
