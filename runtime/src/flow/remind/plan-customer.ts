import { planReminders, type ReminderPlan } from '../../core/reminders/plan-reminders.ts';
import type { ReminderPolicy } from '../../core/reminders/reminder-policy.ts';
import type { Tx } from '../../db/open-database.ts';
import { findAccountCredit } from '../settle/find-account-credit.ts';
import { readAmount } from '../settle/read-amount.ts';
import { type DebtorKey, type Debts, loadDebts } from './load-debts.ts';
import { loadPast } from './load-past.ts';

/** What is planned for a customer, with the invoices that it is about. */
export type CustomerPlan = { plans: ReminderPlan[]; invoices: Debts['invoices'] };

/** Plans the reminders of a customer by a policy on a day; nothing is written. */
export async function planCustomer(
  tx: Tx,
  debtor: DebtorKey,
  { policy, today, must }: { policy: ReminderPolicy; today: string; must?: string },
): Promise<CustomerPlan> {
  const { items, invoices } = await loadDebts(tx, debtor, today);
  const past = await loadPast(tx, debtor);
  const debts = [];
  for (const [currency, ofCurrency] of Map.groupBy(items, (item) => item.currency)) {
    const credit = await findAccountCredit(tx, { ...debtor, currency });
    debts.push({
      currency,
      items: ofCurrency,
      creditMinor: credit.reduce((sum, { roomMinor }) => sum + roomMinor, 0n),
      thresholdMinor: thresholdOf(policy, currency),
    });
  }
  return {
    plans: planReminders({ policy, debts, past, today, ...(must === undefined ? {} : { mustList: must }) }),
    invoices,
  };
}

function thresholdOf(policy: ReminderPolicy, currency: string): bigint {
  const threshold = policy.thresholds.find((each) => each.currency === currency);
  return threshold === undefined ? 0n : readAmount(threshold.amount, currency).amountMinor;
}
