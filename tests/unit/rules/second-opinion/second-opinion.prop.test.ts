import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formToCondition } from '../../../../runtime/src/core/rules/form/form-to-condition.ts';
import type { RuleFacts } from '../../../../runtime/src/core/rules/rule-facts.ts';
import { anyForm, formOver } from '../any-form.ts';
import { anyFacts, someNumber, someText } from './any-facts.ts';
import { firstOpinion } from './first-opinion.ts';
import { secondOpinion } from './second-engine.ts';

test('both engines agree on every condition that the form makes, whatever the invoice says and lacks', () => {
  const form = fc.oneof(anyForm, formOver({ number: someNumber, text: someText }));
  fc.assert(
    fc.property(form, anyFacts, (written, facts) => {
      const condition = formToCondition(written);
      const known = facts as RuleFacts;
      expect([condition, firstOpinion(condition, known)]).toEqual([
        condition,
        secondOpinion(condition, known),
      ]);
    }),
    { numRuns: 1000 },
  );
});
