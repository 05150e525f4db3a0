import { describe, expect, test } from 'vitest';
import { compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';
import type { RuleFacts } from '../../../runtime/src/core/rules/rule-facts.ts';
import { createSimulation } from '../../../runtime/src/core/rules/simulate/create-simulation.ts';
import { createSharedEngine } from '../../../runtime/src/core/rules/simulate/shared-engine.ts';
import type { RouteCause } from '../../../runtime/src/core/rules/simulate/simulation.ts';
import { ruleSetOf } from './compiled-rules.ts';
import { sampleFacts, totalOf } from './sample-invoice.ts';

type Written = Parameters<typeof ruleSetOf>;

function simulate(before: Written, after: Written, invoices: RuleFacts[]) {
  const engine = createSharedEngine();
  const compile = (set: Written) => {
    const compiled = compileRuleSet(ruleSetOf(...set), engine);
    if (!compiled.ok) throw new Error(compiled.reason);
    return compiled.value;
  };
  const simulation = createSimulation(compile(before), compile(after));
  for (const [at, facts] of invoices.entries())
    simulation.add({ invoiceId: `inv_${at}`, number: null, customer: 'Customer', facts });
  return simulation.end(false);
}

const totalling = (...amounts: string[]) => amounts.map((amount) => sampleFacts({ totals: totalOf(amount) }));

describe('a simulation', () => {
  test('counts and adds up what is routed now, what no longer, and who is asked', () => {
    const result = simulate(
      [['totalMinor > 200000']],
      [[{ when: 'totalMinor > 100000 && totalMinor < 300000', step: { role: 'legal' } }]],
      totalling('500.00', '1500.00', '2500.00', '3500.00'),
    );
    expect(result).toMatchObject({
      invoices: { count: 4, sums: { USD: '8000.00' } },
      before: { autoApproved: { count: 2, sums: { USD: '2000.00' } }, needsApproval: { count: 2 } },
      after: {
        autoApproved: { count: 2, sums: { USD: '4000.00' } },
        needsApproval: { count: 2, sums: { USD: '4000.00' } },
        unmatched: { count: 0, sums: {} },
        failed: { count: 0, sums: {} },
      },
      newlyRouted: { count: 1, sums: { USD: '1500.00' } },
      noLongerRouted: { count: 1, sums: { USD: '3500.00' } },
      changedCount: 3,
    });
    expect(result.approvers).toEqual([
      {
        approver: { kind: 'role', role: 'legal' },
        before: { count: 0, sums: {} },
        after: { count: 2, sums: { USD: '4000.00' } },
      },
      {
        approver: { kind: 'role', role: 'finance_approver' },
        before: { count: 2, sums: { USD: '6000.00' } },
        after: { count: 0, sums: {} },
      },
    ]);
  });

  const step = { role: 'legal' };
  test.each<[string, Written, Written, RouteCause]>([
    [
      'a rule that is new',
      [['false']],
      [['false', { id: 'new', when: 'isNewCustomer || lineCount == 1', step }]],
      { ruleId: 'new', kind: 'rule_added', clause: { text: 'isNewCustomer || lineCount == 1', value: true } },
    ],
    [
      'a rule that is gone',
      [['lineCount > 0', 'false']],
      [[{ id: 'rule-2', when: 'false' }]],
      { ruleId: 'rule-1', kind: 'rule_removed', clause: { text: 'lineCount > 0', value: true } },
    ],
    [
      'a threshold that was lowered, by the clause that did not hold',
      [['lineCount > 0 && totalMinor > 900000']],
      [['lineCount > 0 && totalMinor > 100']],
      { ruleId: 'rule-1', kind: 'condition', clause: { text: 'totalMinor > 900000', value: false } },
    ],
    [
      'a threshold that was raised, by the clause that does not hold',
      [['totalMinor > 100']],
      [['totalMinor > 900000']],
      { ruleId: 'rule-1', kind: 'condition', clause: { text: 'totalMinor > 900000', value: false } },
    ],
    [
      'other people who are asked',
      [['true']],
      [[{ when: 'true', step }]],
      { ruleId: 'rule-1', kind: 'steps', clause: null },
    ],
    [
      'another ceiling',
      [['false']],
      [['false'], { defaultRow: { autoApproveUpTo: '1.00' } }],
      { ruleId: null, kind: 'default_row', clause: null },
    ],
    [
      'a rule that cannot be evaluated',
      [['false']],
      [['buyerCountry == "US"']],
      { ruleId: null, kind: 'could_not_be_evaluated', clause: null },
    ],
  ])('names as the cause %s', (_what, before, after, cause) => {
    expect(simulate(before, after, totalling('2700.00')).changes).toEqual([
      expect.objectContaining({ total: '2700.00', causes: [cause] }),
    ]);
  });

  test('tells of no change where rules are only written otherwise', () => {
    const result = simulate(
      [['totalMinor > 100000', 'isNewCustomer']],
      [
        [
          { id: 'rule-2', when: 'isNewCustomer == true' },
          { id: 'rule-1', when: '100000 < totalMinor' },
        ],
      ],
      totalling('500.00', '1500.00'),
    );
    expect(result).toMatchObject({ changedCount: 0, changes: [] });
  });

  test('lists 500 changes and counts all', () => {
    const invoices = Array.from({ length: 501 }, () => sampleFacts());
    const { changes, changedCount, newlyRouted } = simulate([['false']], [['true']], invoices);
    expect([changes.length, changedCount, newlyRouted.count]).toEqual([500, 501, 501]);
  });
});
