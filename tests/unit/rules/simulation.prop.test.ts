import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCelEngine } from '../../../runtime/src/core/rules/cel-engine.ts';
import { type CompiledRuleSet, compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';
import { routeInvoice } from '../../../runtime/src/core/rules/route-invoice.ts';
import type { RuleEngine } from '../../../runtime/src/core/rules/rule-engine.ts';
import type { RuleFacts } from '../../../runtime/src/core/rules/rule-facts.ts';
import { createSimulation } from '../../../runtime/src/core/rules/simulate/create-simulation.ts';
import { createSharedEngine } from '../../../runtime/src/core/rules/simulate/shared-engine.ts';
import { ruleSetOf } from './compiled-rules.ts';
import { anyFacts, wholeFacts } from './second-opinion/any-facts.ts';
import { CORPUS } from './second-opinion/corpus.ts';
import { SAMPLES } from './second-opinion/sample-facts.ts';

const engine = createCelEngine();
const conditions = Object.values(CORPUS)
  .flat()
  .filter((text) => engine.compile(text).ok);
const condition = fc.oneof(
  fc.constantFrom(...conditions),
  fc
    .tuple(fc.constantFrom(...conditions), fc.constantFrom(...conditions))
    .map(([left, right]) => `(${left}) && (${right})`),
);
const approver = fc.constantFrom(
  { kind: 'role', role: 'finance' },
  { kind: 'role', role: 'legal' },
  { kind: 'group', groupId: 'legal' },
  { kind: 'manager' },
);
const rule = fc.record({ when: condition, approver, order: fc.constantFrom(1, 2) });
const rules = fc.array(rule, { maxLength: 8 });
const invoices = fc.array(fc.oneof(fc.constantFrom(...Object.values(SAMPLES)), wholeFacts, anyFacts), {
  minLength: 1,
  maxLength: 12,
});

type Written = { when: string; approver: { kind: string }; order: number };

function compile(written: Written[], by?: RuleEngine): CompiledRuleSet {
  const set = ruleSetOf(
    written.map(({ when, ...step }) => ({ when, step: undefined, steps: [{ ...step }] })),
  );
  const compiled = compileRuleSet(set, by);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}

test('what a simulation spares itself changes no route, no clause and no count', () => {
  fc.assert(
    fc.property(rules, rules, invoices, (before, after, listed) => {
      const shared = createSharedEngine();
      const sparing = [compile(before, shared), compile(after, shared)] as const;
      const ordinary = [compile(before), compile(after)] as const;
      const [simulation, expected] = [createSimulation(...sparing), createSimulation(...ordinary)];
      for (const [at, found] of listed.entries()) {
        const facts = found as RuleFacts;
        for (const side of [0, 1] as const)
          expect(routeInvoice(sparing[side], facts)).toEqual(routeInvoice(ordinary[side], facts));
        const invoice = { invoiceId: `inv_${at}`, number: null, customer: 'Customer', facts };
        simulation.add(invoice);
        expected.add(invoice);
      }
      expect(simulation.end(false)).toEqual(expected.end(false));
    }),
    { numRuns: 300 },
  );
});
