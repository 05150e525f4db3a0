import Big from 'big.js';
import { type BillingFact, factsBy } from '../../core/billing/billing-fact.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';

/** Hours and expenses by whether somebody approved them; decimal strings, what is open is not billed. */
export type TimeProgress = {
  form: 'time_and_materials';
  roles: { role: string; approvedHours: string; openHours: string }[];
  expenses: { approved: string; open: string };
};

type Sums = { approved: Big; open: Big };

/** What was recorded by a day, by role. */
export function readTimeProgress(facts: readonly BillingFact[], asOf: string): TimeProgress {
  const byRole = new Map<string, Sums>();
  for (const { event } of factsBy(facts, ['time_entry'], asOf)) {
    const sums = byRole.get(event.role) ?? none();
    byRole.set(event.role, add(sums, event.hours, event.approval !== undefined));
  }
  const expenses = factsBy(facts, ['expense'], asOf).reduce(
    (sums, { event }) => add(sums, event.amount, event.approval !== undefined),
    none(),
  );
  return {
    form: 'time_and_materials',
    roles: [...byRole]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([role, { approved, open }]) => ({
        role,
        approvedHours: decimalToText(approved),
        openHours: decimalToText(open),
      })),
    expenses: { approved: decimalToText(expenses.approved), open: decimalToText(expenses.open) },
  };
}

const none = (): Sums => ({ approved: new Big(0), open: new Big(0) });

const add = ({ approved, open }: Sums, amount: string, isApproved: boolean): Sums =>
  isApproved ? { approved: approved.plus(amount), open } : { approved, open: open.plus(amount) };
