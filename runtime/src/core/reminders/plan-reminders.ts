import { addDays, daysBetween } from '../civil-date.ts';
import type { OpenItem } from './open-items.ts';
import type { ReminderPolicy, Tone } from './reminder-policy.ts';
import { type ScheduledStep, scheduleOf } from './schedule-of.ts';

/** Something that may be asked for; a promise that was not kept raises the step. */
export type AskableItem = OpenItem & { isEscalated: boolean };

/** A mail that went out, or may have: what it asked for, and which step of the schedule each part had reached. */
export type PastReminder = {
  currency: string;
  plannedOn: string;
  items: readonly { invoiceId: string; dueDate: string; stepDays: number | null }[];
};

/** What a customer owes in one currency and has on account, and the smallest sum that is asked for; minor units. */
export type CurrencyDebt = {
  currency: string;
  items: readonly AskableItem[];
  creditMinor: bigint;
  thresholdMinor: bigint;
};

/** What is asked for, each part with the step that it has reached. */
export type ListedItem = OpenItem & { stepDays: number | null };

/**
 * Whether a customer is reminded in a currency today. `due`: now. `waiting`: on `nextOn`. `exhausted`: by a person or not
 * at all. `below_threshold`: not before more is late. `covered`: not while the account of the customer holds as much.
 */
export type ReminderState = 'due' | 'waiting' | 'exhausted' | 'below_threshold' | 'covered';

/** The plan of one currency. */
export type ReminderPlan = {
  currency: string;
  state: ReminderState;
  /** Of what is due longest: how many mails asked for it, the planned one included where one is due. */
  attempt: number;
  tone: Tone;
  listed: ListedItem[];
  sumMinor: bigint;
  nextOn: string | null;
  /** No mail follows by itself after this one. */
  isLast: boolean;
};

/** The question for one customer on one day in the zone of the entity. */
export type PlanInput = {
  policy: ReminderPolicy;
  debts: readonly CurrencyDebt[];
  past: readonly PastReminder[];
  today: string;
  /** An invoice that is listed whatever its due date says. */
  mustList?: string;
};

/**
 * Plans the mails to one customer: one per currency, about everything in it that is late (Lago's campaigns count
 * thresholds and attempts per currency, and the days between attempts per customer: DU-02). Each step of an invoice or
 * instalment is asked for once, and of several that were passed only the last. Balances count and not totals.
 */
export function planReminders({ policy, debts, past, today, mustList }: PlanInput): ReminderPlan[] {
  const lastOn = past
    .map(({ plannedOn }) => plannedOn)
    .toSorted()
    .at(-1);
  const freeOn = lastOn === undefined ? today : addDays(lastOn, policy.daysBetween + 1);
  return debts.flatMap((debt) => {
    const ofCurrency = past.filter(({ currency }) => currency === debt.currency);
    return planCurrency({ policy, debt, past: ofCurrency, today, freeOn, mustList });
  });
}

type CurrencyInput = {
  policy: ReminderPolicy;
  debt: CurrencyDebt;
  past: readonly PastReminder[];
  today: string;
  /** The first day on which the customer may be written to again. */
  freeOn: string;
  mustList: string | undefined;
};

function planCurrency({ policy, debt, past, today, freeOn, mustList }: CurrencyInput): ReminderPlan[] {
  const standings = debt.items
    .toSorted((left, right) => keyOf(left).localeCompare(keyOf(right), 'en'))
    .map((item) => standingOf(item, scheduleOf(policy, item.dueDate), past, today));
  const [carrying] = standings;
  if (carrying === undefined) return [];
  const due = standings.flatMap(({ due: step }) => (step === null ? [] : [step]));
  const listed = standings.filter(
    ({ item, due: step }) => item.dueDate < today || step !== null || item.invoiceId === mustList,
  );
  const sumMinor = listed.reduce((sum, { item }) => sum + item.owedMinor, 0n);
  const attempts = past.filter(({ items }) =>
    items.some((item) => keyOf(item) === keyOf(carrying.item)),
  ).length;
  const nextStep = standings
    .flatMap(({ next }) => (next === null ? [] : [next.on]))
    .toSorted()
    .at(0);
  const plan = {
    currency: debt.currency,
    attempt: attempts,
    tone: mostSevere(due.length > 0 ? due : listed.flatMap(({ reached }) => reached ?? [])),
    listed: listed.map(({ item, reached }) => ({
      invoiceId: item.invoiceId,
      dueDate: item.dueDate,
      owedMinor: item.owedMinor,
      stepDays: reached?.days ?? null,
    })),
    sumMinor,
    nextOn: null,
    isLast: false,
  };
  if (attempts >= policy.attemptsMax) return [{ ...plan, state: 'exhausted', isLast: true }];
  if (due.length === 0) {
    return nextStep === undefined
      ? [{ ...plan, state: 'exhausted', isLast: true }]
      : [{ ...plan, state: 'waiting', nextOn: laterOf(nextStep, freeOn) }];
  }
  if (sumMinor < debt.thresholdMinor) return [{ ...plan, state: 'below_threshold' }];
  if (sumMinor <= debt.creditMinor) return [{ ...plan, state: 'covered' }];
  if (daysBetween(today, freeOn) > 0) return [{ ...plan, state: 'waiting', nextOn: freeOn }];
  const attempt = attempts + 1;
  const isLast = attempt >= policy.attemptsMax || nextStep === undefined;
  return [{ ...plan, state: 'due', attempt, nextOn: today, isLast }];
}

type ItemStanding = {
  item: AskableItem;
  /** The step that today has reached; null before the first. */
  reached: ScheduledStep | null;
  /** The same where it was not asked for yet. */
  due: ScheduledStep | null;
  /** The first step after today that follows it. */
  next: ScheduledStep | null;
};

function standingOf(
  item: AskableItem,
  schedule: readonly ScheduledStep[],
  past: readonly PastReminder[],
  today: string,
): ItemStanding {
  const passed = schedule.filter(({ on }) => on <= today).length;
  const raised = item.isEscalated && passed > 0 ? Math.min(passed + 1, schedule.length) : passed;
  const reached = schedule[raised - 1] ?? null;
  const asked = past
    .flatMap(({ items }) => items.filter((each) => keyOf(each) === keyOf(item)))
    .reduce((days, { stepDays }) => Math.max(days, stepDays ?? days), Number.NEGATIVE_INFINITY);
  return {
    item,
    reached,
    due: reached !== null && reached.days > asked ? reached : null,
    next: schedule.slice(raised).find(({ days }) => days > asked) ?? null,
  };
}

const keyOf = ({ dueDate, invoiceId }: { dueDate: string; invoiceId: string }): string =>
  `${dueDate} ${invoiceId}`;

const laterOf = (left: string, right: string): string => (left > right ? left : right);

/** The tone of the step that is furthest after its due date; the mildest without a step. */
function mostSevere(steps: readonly ScheduledStep[]): Tone {
  const [furthest] = steps.toSorted((left, right) => right.days - left.days);
  return furthest?.tone ?? 'friendly';
}
