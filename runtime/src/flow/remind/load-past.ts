import { and, asc, eq, ne } from 'drizzle-orm';
import type { PastReminder } from '../../core/reminders/plan-reminders.ts';
import type { Tx } from '../../db/open-database.ts';
import { reminderItems, reminders } from '../../db/schema/index.ts';
import type { DebtorKey } from './load-debts.ts';

/** The reminders of a customer that were sent, may have been, or are on their way; the oldest first. */
export async function loadPast(tx: Tx, { entityId, customerId }: DebtorKey): Promise<PastReminder[]> {
  const rows = await tx
    .select({ reminder: reminders, item: reminderItems })
    .from(reminders)
    .innerJoin(reminderItems, eq(reminderItems.reminderId, reminders.id))
    .where(
      and(
        eq(reminders.entityId, entityId),
        eq(reminders.customerId, customerId),
        ne(reminders.state, 'cancelled'),
      ),
    )
    .orderBy(asc(reminders.id));
  return [...Map.groupBy(rows, ({ reminder }) => reminder.id).values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { currency, plannedOn } = first.reminder;
    return [{ currency, plannedOn, items: of.map(({ item }) => item) }];
  });
}
