import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSteps } from '../../../runtime/src/core/rules/merge-steps.ts';
import { RuleStep } from '../../../runtime/src/core/rules/rule-step.ts';
import { stableJson } from '../../../runtime/src/core/stable-json.ts';

const approver = fc.constantFrom(
  { kind: 'role', role: 'finance' },
  { kind: 'role', role: 'legal' },
  { kind: 'group', groupId: 'board' },
);
const hours = fc.integer({ min: 1, max: 720 });
const deadline = fc.oneof(
  fc.constant({}),
  fc.record({ slaHours: hours }),
  fc.record({ slaHours: hours, escalateTo: approver }),
  hours.map((slaHours) => ({ slaHours, remindAfterHours: Math.ceil(slaHours / 2) })),
);
const mode = fc.oneof(fc.constantFrom('any', 'all'), fc.record({ atLeast: fc.integer({ min: 1, max: 20 }) }));
const step = fc
  .tuple(fc.record({ order: fc.integer({ min: 1, max: 3 }), approver, mode }), deadline)
  .map(([said, times]) => RuleStep.parse({ ...said, ...times }));
const steps = fc.array(step, { maxLength: 12 });
const least = (one: RuleStep) => (one.mode === 'all' ? Infinity : one.mode === 'any' ? 1 : one.mode.atLeast);
const isSame = (left: RuleStep) => (right: RuleStep) =>
  stableJson([left.order, left.approver]) === stableJson([right.order, right.approver]);
const sorted = (list: readonly RuleStep[]) =>
  list.map((one) => stableJson(JSON.parse(JSON.stringify(one)))).sort();

test('merging asks every approver of every order once, never less strictly and never later than any rule asked', () => {
  fc.assert(
    fc.property(steps, (written) => {
      const merged = mergeSteps(written);
      for (const one of written) {
        const [found, ...twice] = merged.filter(isSame(one));
        expect(twice).toEqual([]);
        expect(least(found as RuleStep)).toBeGreaterThanOrEqual(least(one));
        expect(found?.slaHours ?? Infinity).toBeLessThanOrEqual(one.slaHours ?? Infinity);
        expect(found?.remindAfterHours ?? Infinity).toBeLessThanOrEqual(one.remindAfterHours ?? Infinity);
        if (one.escalateTo !== undefined) expect(found?.escalateTo).toBeDefined();
      }
      for (const one of merged) expect(written.some(isSame(one))).toBe(true);
    }),
  );
});

test('the merged steps are steps that may be written, by order, and merging them again changes nothing', () => {
  fc.assert(
    fc.property(steps, (written) => {
      const merged = mergeSteps(written);
      for (const one of merged) expect(RuleStep.parse(one)).toEqual(one);
      expect(merged.map(({ order }) => order)).toEqual(merged.map(({ order }) => order).sort());
      expect(mergeSteps(merged)).toEqual(merged);
    }),
  );
});

test('which rule came first does not matter', () => {
  fc.assert(
    fc.property(
      steps.chain((written) =>
        fc.tuple(fc.constant(written), fc.shuffledSubarray(written, { minLength: written.length })),
      ),
      ([written, shuffled]) => {
        expect(sorted(mergeSteps(shuffled))).toEqual(sorted(mergeSteps(written)));
      },
    ),
  );
});
