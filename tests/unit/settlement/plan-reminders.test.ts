import { expect, test } from 'vitest';
import { addDays } from '../../../runtime/src/core/civil-date.ts';
import { datesByGaps } from '../../../runtime/src/core/reminders/dates-by-gaps.ts';
import { openItems } from '../../../runtime/src/core/reminders/open-items.ts';
import {
  type AskableItem,
  type PastReminder,
  planReminders,
  type ReminderPlan,
} from '../../../runtime/src/core/reminders/plan-reminders.ts';
import { READY_POLICY, ReminderPolicy } from '../../../runtime/src/core/reminders/reminder-policy.ts';
import { scheduleOf } from '../../../runtime/src/core/reminders/schedule-of.ts';

const item = (invoiceId: string, dueDate: string, owedMinor: bigint, isEscalated = false): AskableItem => ({
  invoiceId,
  dueDate,
  owedMinor,
  isEscalated,
});

const sent = (plan: ReminderPlan, plannedOn: string): PastReminder => ({
  currency: plan.currency,
  plannedOn,
  items: plan.listed,
});

type World = { items: AskableItem[]; past: PastReminder[]; policy?: ReminderPolicy };

/** What one currency would be asked for on a day; what is due is remembered as sent. */
function planOn(today: string, { items, past, policy = READY_POLICY }: World): ReminderPlan | undefined {
  const debts = [{ currency: 'USD', items, creditMinor: 0n, thresholdMinor: 0n }];
  const [plan] = planReminders({ policy, debts, past, today });
  if (plan?.state === 'due') past.push(sent(plan, today));
  return plan;
}

// Kill Bill, userguide/tutorials/overdue.adoc: the states are in oracles.test.ts. We charge no card; what is repeated by gaps
// is the last step of a schedule.
test('DU-01: days that follow by gaps of 1, 8, 4 and 7 are those of the source, and a schedule repeats by them', () => {
  const dates = ['2021-08-07', '2021-08-15', '2021-08-19', '2021-08-26'];
  expect(datesByGaps('2021-08-06', [1, 8, 4, 7])).toEqual(dates);
  const policy = {
    ...READY_POLICY,
    steps: [{ days: 0, tone: 'firm' as const }],
    repeatGapsDays: [1, 8, 4, 7],
  };
  expect(scheduleOf(policy, '2021-08-06').map(({ on }) => on)).toEqual(['2021-08-06', ...dates]);
});

// Lago, spec/scenarios/dunning/dunning_campaign_v1_spec.rb; each run is at 10:00 of its day.
test('DU-02: smallest sums and attempts are per currency, and more than two days lie between two mails', () => {
  const policy: ReminderPolicy = {
    ...READY_POLICY,
    steps: [{ days: 1, tone: 'firm' }],
    repeatGapsDays: [1, 1, 1, 1, 1, 1, 1, 1, 1],
    attemptsMax: 2,
    daysBetween: 2,
  };
  const dayOf = (day: number) => addDays('2024-01-01', day - 1);
  const past: PastReminder[] = [];
  const finishedAfter: number[] = [];
  const attemptsAfter: Record<number, Record<string, number>> = {};
  for (const day of [3, 5, 6, 9]) {
    const euros = [item('eur-1', dayOf(0), 14_900n), ...(day > 5 ? [item('eur-2', dayOf(4), 1_000n)] : [])];
    const debts = [
      { currency: 'EUR', items: euros, creditMinor: 0n, thresholdMinor: 15_000n },
      {
        currency: 'USD',
        items: [item('usd-1', dayOf(0), 12_000n)],
        creditMinor: 0n,
        thresholdMinor: 10_000n,
      },
    ];
    const plans = planReminders({ policy, debts, past, today: dayOf(day) });
    const due = plans.filter(({ state }) => state === 'due');
    past.push(...due.map((plan) => sent(plan, dayOf(day))));
    if (due.length > 0 && plans.every(({ isLast }) => isLast)) finishedAfter.push(day);
    attemptsAfter[day] = Object.fromEntries(
      [...Map.groupBy(past, ({ currency }) => currency)].map(([currency, of]) => [currency, of.length]),
    );
  }
  expect(attemptsAfter).toEqual({
    3: { USD: 1 },
    5: { USD: 1 },
    6: { USD: 2, EUR: 1 },
    9: { USD: 2, EUR: 2 },
  });
  expect(finishedAfter).toEqual([9]);
});

test('each step of a schedule is asked for once, on its day', () => {
  const world = { items: [item('one', '2026-03-10', 5_000n)], past: [] };
  const asked: string[] = [];
  for (let day = 0; day < 70; day += 1) {
    const today = addDays('2026-03-01', day);
    const plan = planOn(today, world);
    if (plan?.state === 'due') asked.push(`${today} ${plan.tone} ${plan.attempt}`);
  }
  expect(asked).toEqual([
    '2026-03-07 friendly 1',
    '2026-03-17 friendly 2',
    '2026-03-24 firm 3',
    '2026-04-09 final 4',
  ]);
  expect(planOn('2026-05-20', world)).toMatchObject({ state: 'exhausted', isLast: true });
});

test('of several steps that were passed before the policy was on, only the last is asked for', () => {
  const world = { items: [item('old', '2026-01-10', 5_000n)], past: [] };
  expect(planOn('2026-03-01', world)).toMatchObject({ state: 'due', tone: 'final', isLast: true });
  expect(planOn('2026-03-20', world)?.state).toBe('exhausted');
});

test('one mail lists everything that is late, in the tone of what is furthest', () => {
  const world = {
    items: [
      item('late', '2026-03-10', 5_000n),
      item('older', '2026-02-20', 7_000n),
      item('coming', '2026-04-30', 900n),
    ],
    past: [],
  };
  const plan = planOn('2026-03-24', world);
  expect(plan).toMatchObject({ state: 'due', tone: 'final', sumMinor: 12_000n });
  expect(plan?.listed.map(({ invoiceId }) => invoiceId)).toEqual(['older', 'late']);
});

test('another invoice that becomes late restarts nothing, and waits for the days between', () => {
  const world = { items: [item('a', '2026-03-10', 5_000n)], past: [] as PastReminder[] };
  planOn('2026-03-17', world);
  world.items.push(item('b', '2026-03-12', 100n));
  expect(planOn('2026-03-19', world)).toMatchObject({ state: 'waiting', nextOn: '2026-03-21' });
  expect(planOn('2026-03-21', world)).toMatchObject({ state: 'due', attempt: 2, sumMinor: 5_100n });
});

test('once what is due longest is paid, attempts are counted anew for the next', () => {
  const world = {
    items: [item('a', '2026-02-01', 1n), item('b', '2026-03-01', 1n)],
    past: [] as PastReminder[],
  };
  planOn('2026-02-10', world);
  planOn('2026-02-20', world);
  world.items.shift();
  expect(planOn('2026-03-08', world)).toMatchObject({ state: 'due', attempt: 1 });
});

test('a promise that was not kept raises the step', () => {
  const world = { items: [item('a', '2026-03-10', 5_000n, true)], past: [] };
  expect(planOn('2026-03-18', world)).toMatchObject({ state: 'due', tone: 'firm' });
});

test('a sum below the smallest one, or that the account of the customer covers, is not asked for', () => {
  const items = [item('a', '2026-03-10', 5_000n)];
  const ask = (more: { creditMinor: bigint; thresholdMinor: bigint }) =>
    planReminders({
      policy: READY_POLICY,
      debts: [{ currency: 'USD', items, ...more }],
      past: [],
      today: '2026-03-20',
    }).map(({ state }) => state);
  expect(ask({ creditMinor: 0n, thresholdMinor: 5_001n })).toEqual(['below_threshold']);
  expect(ask({ creditMinor: 0n, thresholdMinor: 5_000n })).toEqual(['due']);
  expect(ask({ creditMinor: 5_000n, thresholdMinor: 0n })).toEqual(['covered']);
  expect(ask({ creditMinor: 4_999n, thresholdMinor: 0n })).toEqual(['due']);
});

test('of instalments what is paid settles the first, and what is in dispute comes off the last', () => {
  const debt = {
    invoiceId: 'a',
    dueDate: '2026-05-01',
    totalMinor: 900n,
    balanceMinor: 700n,
    disputedMinor: 350n,
    instalments: [
      { dueDate: '2026-05-01', amountMinor: 300n },
      { dueDate: '2026-03-01', amountMinor: 300n },
      { dueDate: '2026-04-01', amountMinor: 300n },
    ],
  };
  expect(openItems(debt)).toEqual([
    { invoiceId: 'a', dueDate: '2026-03-01', owedMinor: 100n },
    { invoiceId: 'a', dueDate: '2026-04-01', owedMinor: 250n },
  ]);
  expect(openItems({ ...debt, instalments: [], disputedMinor: 700n })).toEqual([]);
});

test.each([
  [
    'steps out of order',
    {
      steps: [
        { days: 7, tone: 'firm' },
        { days: 3, tone: 'final' },
      ],
    },
  ],
  [
    'a day twice',
    {
      steps: [
        { days: 7, tone: 'firm' },
        { days: 7, tone: 'final' },
      ],
    },
  ],
  ['no step', { steps: [] }],
  ['an amount below zero', { thresholds: [{ currency: 'USD', amount: '-1' }] }],
  ['a gap of no day', { repeatGapsDays: [0] }],
])('a policy with %s is refused', (_what, wrong) => {
  expect(ReminderPolicy.safeParse({ ...READY_POLICY, ...wrong }).success).toBe(false);
});
