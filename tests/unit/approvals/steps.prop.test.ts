import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskedStep, askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import { escalateSteps } from '../../../runtime/src/core/approvals/escalate-steps.ts';
import { isStepMet } from '../../../runtime/src/core/approvals/is-step-met.ts';
import { splitSteps } from '../../../runtime/src/core/approvals/split-steps.ts';

const PEOPLE = ['per_a', 'per_b', 'per_c', 'per_d'];
const ask = askOf('role', 'finance');
const step = (mode: AskedStep['mode'], more: Partial<AskedStep> = {}): AskedStep => ({
  order: 1,
  asks: [ask],
  mode,
  ...more,
});
const approval = (personId: string, metAsks = [ask]) => ({ personId, metAsks });
const someone = fc.subarray(PEOPLE);
const modes = fc.oneof(
  fc.constantFrom<AskedStep['mode']>('any', 'all'),
  fc.integer({ min: 1, max: 4 }).map((atLeast) => ({ atLeast })),
);

test('more approvals never undo a step, and none ever meets one', () => {
  fc.assert(
    fc.property(modes, someone, someone, someone, (mode, approved, more, asked) => {
      const askedNow = new Set(asked);
      const before = isStepMet(
        step(mode),
        approved.map((id) => approval(id)),
        askedNow,
      );
      const after = isStepMet(
        step(mode),
        [...approved, ...more].map((id) => approval(id)),
        askedNow,
      );
      expect(before && !after).toBe(false);
      expect(isStepMet(step(mode), [], askedNow)).toBe(false);
    }),
  );
});

test('the same person twice counts once', () => {
  expect(isStepMet(step({ atLeast: 2 }), [approval('per_a'), approval('per_a')], new Set())).toBe(false);
  expect(isStepMet(step({ atLeast: 2 }), [approval('per_a'), approval('per_b')], new Set())).toBe(true);
});

test('an approval that met another ask counts for nothing here', () => {
  expect(isStepMet(step('any'), [approval('per_a', [askOf('role', 'legal')])], new Set())).toBe(false);
});

test('"all" wants everybody who is asked, and waits while nobody holds the role', () => {
  const everybody = new Set(['per_a', 'per_b']);
  expect(isStepMet(step('all'), [approval('per_a')], everybody)).toBe(false);
  expect(isStepMet(step('all'), [approval('per_a'), approval('per_b')], everybody)).toBe(true);
  expect(isStepMet(step('all'), [approval('per_a')], new Set())).toBe(false);
});

test('time asks more people and approves nothing', () => {
  const askedAt = new Date('2026-11-24T00:00:00Z');
  const slow = step('any', { slaHours: 24, escalateTo: askOf('role', 'admin') });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (hours) => {
      const now = new Date(askedAt.getTime() + hours * 3_600_000);
      const { steps, passed } = escalateSteps([slow], askedAt, now);
      const [escalated = slow] = steps;
      expect(passed).toBe(hours >= 24 ? 1 : 0);
      expect(escalated.asks).toEqual(hours >= 24 ? [ask, askOf('role', 'admin')] : [ask]);
      expect(isStepMet(escalated, [], new Set(['per_a']))).toBe(false);
      expect(escalateSteps(steps, askedAt, now).passed).toBe(0);
    }),
  );
});

test('steps of the lowest order are asked first, and none is lost', () => {
  const orders = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(orders, (given) => {
      const steps = given.map((order, index) =>
        step('any', { order, asks: [askOf('group', String(index))] }),
      );
      const { now, later } = splitSteps(steps);
      expect(new Set(now.map(({ order }) => order))).toEqual(new Set([Math.min(...given)]));
      expect(now.length + later.length).toBe(steps.length);
    }),
  );
});
