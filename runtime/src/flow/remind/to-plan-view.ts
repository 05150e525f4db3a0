import { daysBetween } from '../../core/civil-date.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { ReminderPlan, ReminderState } from '../../core/reminders/plan-reminders.ts';
import type { Tone } from '../../core/reminders/reminder-policy.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Debts } from './load-debts.ts';

/** What is planned for a customer in a currency; amounts are decimal text. `off` and `no_recipient` hold a mail back. */
export type ReminderPlanView = {
  state: ReminderState | 'off' | 'no_recipient';
  currency: string;
  sum: string;
  tone: Tone;
  /** The mails about what is due longest, the planned one included. */
  attempt: number;
  nextOn: string | null;
  isLast: boolean;
  /** Of what is due longest. */
  daysOverdue: number;
  items: { invoiceId: string; number: string; dueDate: string; owed: string }[];
};

/** Shows a plan; `isOn` is whether its policy is. */
export function toPlanView(
  plan: ReminderPlan,
  { invoices, isOn, today }: { invoices: Debts['invoices']; isOn: boolean; today: string },
): ReminderPlanView {
  const { currency, state, tone, attempt, isLast } = plan;
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(currency)));
  const [oldest] = plan.listed;
  const hasRecipient = plan.listed.some(
    ({ invoiceId }) => (invoices.get(invoiceId)?.recipients.length ?? 0) > 0,
  );
  const held = state === 'due' && !hasRecipient ? 'no_recipient' : state;
  return {
    state: isOn ? held : 'off',
    currency,
    sum: text(plan.sumMinor),
    tone,
    attempt,
    nextOn: isOn ? plan.nextOn : null,
    isLast,
    daysOverdue: oldest === undefined ? 0 : Math.max(0, daysBetween(oldest.dueDate, today)),
    items: plan.listed.map(({ invoiceId, dueDate, owedMinor }) => ({
      invoiceId,
      number: invoices.get(invoiceId)?.number ?? invoiceId,
      dueDate,
      owed: text(owedMinor),
    })),
  };
}
