import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';
import { routeInvoice } from '../../../runtime/src/core/rules/route-invoice.ts';
import type { RuleFacts, RuleLineFacts } from '../../../runtime/src/core/rules/rule-facts.ts';
import { type RuleStep, roleToStep } from '../../../runtime/src/core/rules/rule-step.ts';
import { compiledRules } from './compiled-rules.ts';
import { sampleFacts, sampleLine, totalOf } from './sample-invoice.ts';

const DISCOUNT = 'maxDiscountPpm > 100000';
const asks = (role: string): RuleStep => roleToStep({ role });
const rolesOf = ({ approver }: RuleStep) => (approver.kind === 'role' ? approver.role : approver.kind);

describe('routing', () => {
  test('approves by itself when no rule applies and the total is within the ceiling', () => {
    expect(routeInvoice(compiledRules([DISCOUNT]), sampleFacts({ totals: totalOf('50000.00') }))).toEqual({
      outcome: 'auto_approved',
      steps: [],
      matched: [],
      why: {
        en: 'No rule applies, and the total is within the ceiling of 50000.00 USD.',
        ja: expect.stringContaining('50000.00 USD'),
      },
      doubt: null,
    });
  });

  test('asks the role of the rule that applies, and says which clauses held', () => {
    const rules = compiledRules([`${DISCOUNT} && (isNewCustomer || totalMinor > 100) && currency == "USD"`]);
    const lines = [sampleLine({ discount: { percent: '15', amount: '405.00', reason: 'Launch' } })];
    expect(routeInvoice(rules, sampleFacts({ lines }))).toEqual({
      outcome: 'needs_approval',
      steps: [asks('finance_approver')],
      matched: [
        {
          ruleId: 'rule-1',
          reason: { en: 'Reason 1.', ja: '理由1' },
          clauses: [
            { text: DISCOUNT, value: true },
            { text: 'isNewCustomer || totalMinor > 100', value: true },
            { text: 'currency == "USD"', value: true },
          ],
        },
      ],
      why: { en: 'Reason 1.', ja: '理由1' },
      doubt: null,
    });
  });

  test('applies every rule that matches and asks each role once, in order', () => {
    const rules = compiledRules([
      { when: 'true', step: { role: 'legal' } },
      { when: 'false', step: { role: 'nobody' } },
      { when: 'lineCount > 0', step: { role: 'finance_approver' } },
      { when: 'true', step: { role: 'legal' } },
    ]);
    const route = routeInvoice(rules, sampleFacts());
    expect(route.steps).toEqual([asks('legal'), asks('finance_approver')]);
    expect(route.matched.map(({ ruleId }) => ruleId)).toEqual(['rule-1', 'rule-3', 'rule-4']);
    expect(route.why.en).toBe('Reason 1. Reason 3. Reason 4.');
  });

  test('a rule that applies asks a person however small the amount', () => {
    const route = routeInvoice(compiledRules(['true']), sampleFacts({ totals: totalOf('0.01') }));
    expect(route.outcome).toBe('needs_approval');
  });
});

describe('a rule', () => {
  test.each([
    ['(isNewCustomer) || (lineCount == 1)', ['(isNewCustomer) || (lineCount == 1)']],
    ['((lineCount + 1) * (2)) > 3 && !(isNewCustomer)', ['((lineCount + 1) * (2)) > 3', '!(isNewCustomer)']],
    [
      `creditReason != "(\\")" && ('(' + ")") != r'\\d('`,
      ['creditReason != "(\\")"', `('(' + ")") != r'\\d('`],
    ],
    ['true // (\n && (lineCount) == 1', ['true', '(lineCount) == 1']],
  ])('%s explains its clauses with the parentheses that they have', (when, texts) => {
    const [match] = routeInvoice(compiledRules([when]), sampleFacts()).matched;
    expect(match?.clauses).toEqual(texts.map((text) => ({ text, value: true })));
  });

  test('for one kind of document leaves the others alone', () => {
    const rules = compiledRules([{ when: 'true', kinds: ['credit_note'], step: { role: 'legal' } }]);
    expect(routeInvoice(rules, sampleFacts()).outcome).toBe('auto_approved');
    const credit = sampleFacts({ type: 'credit_note', totals: totalOf('-5.00') });
    expect(routeInvoice(rules, credit)).toMatchObject({ steps: [asks('legal')] });
  });

  test('for another kind of document cannot break the routing of this one', () => {
    const rules = compiledRules([{ when: 'termsDays > 5', kinds: ['credit_note'] }, 'false']);
    const facts = sampleFacts({ terms: { code: 'eom+1:day31', text: '' } });
    expect(routeInvoice(rules, facts).outcome).toBe('auto_approved');
  });

  test('asks several steps by their order, and each approver of an order once', () => {
    const manager = { order: 2, approver: { kind: 'manager' } } as const;
    const rules = compiledRules([
      {
        when: 'true',
        step: undefined,
        steps: [manager, { approver: { kind: 'role', role: 'legal' }, mode: 'all' }],
      },
      { when: 'true', step: { role: 'legal' } },
    ]);
    expect(routeInvoice(rules, sampleFacts()).steps).toEqual([
      { ...asks('legal'), mode: 'all' },
      { ...manager, mode: 'any' },
    ]);
  });

  test('asks whom the default row names, where no rule applies and the total is above the ceiling', () => {
    const steps = [{ approver: { kind: 'manager' } }];
    const rules = compiledRules(['false'], { defaultRow: { autoApproveUpTo: '1.00', steps } });
    expect(routeInvoice(rules, sampleFacts()).steps).toEqual([
      { order: 1, approver: { kind: 'manager' }, mode: 'any' },
    ]);
  });
});

describe('an invoice in another currency than its entity’s', () => {
  const yen = (rate: string | null) => sampleFacts({ currency: 'EUR' }, { currency: 'USD', rate });

  test('is held against the ceiling in the entity’s currency', () => {
    const rules = compiledRules([DISCOUNT], { defaultRow: { autoApproveUpTo: '3000.00' } });
    expect(routeInvoice(rules, yen('1.1111')).outcome).toBe('auto_approved');
    expect(routeInvoice(rules, yen('1.1112')).outcome).toBe('needs_approval');
  });

  test('goes to a person without a rate', () => {
    expect(routeInvoice(compiledRules([DISCOUNT]), yen(null)).why.en).toBe(
      'There is no exchange rate from EUR to USD.',
    );
  });

  test('goes to a person where a rule compares an amount, which is in the rule set’s currency', () => {
    const rules = compiledRules(['totalMinor > 100000000']);
    expect(routeInvoice(rules, yen('1')).why.en).toBe('The invoice is in EUR, the rule set in USD.');
    expect(routeInvoice(compiledRules(['totalBaseMinor > 100000000']), yen('1')).outcome).toBe(
      'auto_approved',
    );
  });
});

describe('routing fails closed', () => {
  test('10,000 lines are gone through by the dearest rules that are taken, and none is let through unseen', () => {
    const lines = Array.from({ length: 10_000 }, (_none, at) => sampleLine({ position: at + 1 }));
    const dear = Array.from({ length: 5 }, () => 'lines.all(l, l.netMinor > 0)').join(' && ');
    const facts = sampleFacts({ lines });
    expect(routeInvoice(compiledRules([dear]), facts).outcome).toBe('needs_approval');
    expect(routeInvoice(compiledRules([`!(${dear})`]), facts).outcome).toBe('auto_approved');
  });

  test.each<[string, string[], JsonObject, Partial<InvoiceDocument>, RegExp]>([
    ['an empty set', [], {}, {}, /holds no rules/],
    ['a missing ceiling', [DISCOUNT], { defaultRow: {} }, {}, /no ceiling/],
    [
      'a total above the ceiling by the least',
      [DISCOUNT],
      {},
      { totals: totalOf('50000.01') },
      /not from zero to the ceiling/,
    ],
    ['a negative total', [DISCOUNT], {}, { totals: totalOf('-0.01') }, /not from zero to the ceiling/],
    ['another currency', [DISCOUNT], {}, { currency: 'EUR' }, /in EUR, the rule set in USD/],
    ['an unknown currency', [DISCOUNT], {}, { currency: 'XXZ' }, /cannot be judged.*XXZ/],
    ['a total that is no amount', [DISCOUNT], {}, { totals: totalOf('1e2') }, /cannot be judged.*totals/],
    [
      'a total with too many decimals',
      [DISCOUNT],
      {},
      { totals: totalOf('1.001') },
      /cannot be judged.*totals/,
    ],
    [
      'a line that cannot be read',
      ['isNewCustomer'],
      {},
      { lines: [sampleLine({ unitPrice: '1e2' })] },
      /cannot be judged.*line 1/,
    ],
    [
      'a fact that is absent',
      ['termsDays > 45'],
      {},
      { terms: { code: 'eom+1:day31', text: '月末締め翌月末払い' } },
      /rule-1 could not be evaluated.*termsDays/,
    ],
    [
      'a division by zero on one line of many',
      ['lines.all(l, l.netMinor / (l.discountPpm - 100000) < 5)'],
      {},
      { lines: [sampleLine({ discount: { percent: '10', amount: '270.00', reason: 'Launch' } })] },
      /rule-1 could not be evaluated/,
    ],
    ['an overflow', ['totalMinor * 9223372036854775807 > 5'], {}, {}, /rule-1 could not be evaluated/],
    ['a division by zero', ['totalMinor / (lineCount - 1) > 5'], {}, {}, /rule-1 could not be evaluated/],
  ])('%s goes to finance, with the reason', (_what, rules, set, invoice, why) => {
    const route = routeInvoice(compiledRules(rules, set), sampleFacts(invoice));
    expect(route).toMatchObject({ outcome: 'needs_approval', steps: [asks('finance')], matched: [] });
    expect(route.why.en).toMatch(why);
    expect(route.why.ja).not.toBe('');
  });

  test('no rule set at all goes to finance', () => {
    expect(routeInvoice(undefined, sampleFacts())).toMatchObject({
      outcome: 'needs_approval',
      steps: [asks('finance')],
    });
  });

  test('an error in one rule adds finance to the roles of those that apply', () => {
    const route = routeInvoice(compiledRules(['true', 'buyerCountry == "US"']), sampleFacts());
    expect(route.steps).toEqual([asks('finance_approver'), asks('finance')]);
    expect(route.why.en).toMatch(/rule-2 could not be evaluated/);
  });
});

describe('the rule sets that come with the hub', () => {
  const load = (file: string) => {
    const compiled = compileRuleSet(
      JSON.parse(readFileSync(new URL(`../../../mappings/rules/${file}`, import.meta.url), 'utf8')),
    );
    if (!compiled.ok) throw new Error(compiled.reason);
    return compiled.value;
  };
  const withDiscount = (percent: string, amount: string) => [
    sampleLine({ discount: { percent, amount, reason: 'Launch' } }),
  ];

  test.each<[string, Partial<InvoiceDocument>, string, string[]]>([
    ['standard.json', { totals: totalOf('50000.00') }, 'auto_approved', []],
    ['standard.json', { totals: totalOf('50000.01') }, 'needs_approval', ['finance']],
    ['standard.json', { lines: withDiscount('10', '270.00') }, 'auto_approved', []],
    ['standard.json', { lines: withDiscount('10.01', '270.27') }, 'needs_approval', ['finance_approver']],
    ['standard-jpy.json', { currency: 'JPY', lines: [], totals: totalOf('10000000') }, 'auto_approved', []],
    [
      'standard-jpy.json',
      { currency: 'JPY', lines: [], totals: totalOf('10000001') },
      'needs_approval',
      ['finance'],
    ],
    ['standard-jpy.json', { totals: totalOf('1.00') }, 'needs_approval', ['finance']],
  ])('%s routes %j to %s %j', (file, invoice, outcome, roles) => {
    const route = routeInvoice(load(file), sampleFacts(invoice));
    expect({ outcome: route.outcome, roles: route.steps.map(rolesOf) }).toEqual({
      outcome,
      roles,
    });
  });
});

test('terms that are not those of the legal entity are a fact, whatever they are', () => {
  const terms = { code: 'net:60', text: 'Net 60 days' };
  const route = routeInvoice(compiledRules(['hasOtherTerms']), sampleFacts({ terms }));
  expect(route).toMatchObject({ outcome: 'needs_approval', matched: [{ ruleId: 'rule-1' }] });
  expect(routeInvoice(compiledRules(['hasOtherTerms']), sampleFacts())).toMatchObject({ matched: [] });
});

test('a rule that asks whether the buyer differs sends a past invoice to a person, since that is not known afterwards', () => {
  const { hasBuyerMismatch: _unknown, ...past } = sampleFacts();
  for (const when of ['hasBuyerMismatch', '!hasBuyerMismatch']) {
    const route = routeInvoice(compiledRules([when]), past);
    expect(route).toMatchObject({ outcome: 'needs_approval', steps: [asks('finance')], matched: [] });
    expect(route.why.en).toMatch(/rule-1 could not be evaluated.*hasBuyerMismatch/);
  }
});

describe('a rule on the margin', () => {
  const below = 'marginPpm < 200000';

  test('asks its role where the margin is below, and lets through what is not', () => {
    const line = sampleLine({ netAmount: '1349.99' });
    const poor = sampleFacts({ lines: [line], totals: totalOf('1349.99') });
    expect(routeInvoice(compiledRules([below]), poor)).toMatchObject({
      steps: [asks('finance_approver')],
      matched: [{ clauses: [{ text: below, value: true }] }],
    });
    expect(routeInvoice(compiledRules([below]), sampleFacts()).outcome).toBe('auto_approved');
  });

  test('sends an invoice whose margin is not known to a person, whatever it compares', () => {
    const { marginPpm: _margin, ...facts } = sampleFacts();
    for (const when of [below, 'marginPpm >= 200000', '!(marginPpm < 200000)']) {
      const route = routeInvoice(compiledRules([when]), { ...facts, isMarginKnown: false });
      expect(route).toMatchObject({ outcome: 'needs_approval', steps: [asks('finance')], matched: [] });
      expect(route.why.en).toMatch(/rule-1 could not be evaluated.*marginPpm/);
    }
  });

  test('can ask somebody else about those, or leave them alone, when it says so', () => {
    const { marginPpm: _margin, ...known } = sampleFacts();
    const facts = { ...known, isMarginKnown: false };
    expect(routeInvoice(compiledRules(['!isMarginKnown']), facts).matched).toHaveLength(1);
    expect(routeInvoice(compiledRules([`isMarginKnown && ${below}`]), facts).outcome).toBe('auto_approved');
  });
});

describe('a rule on the margin of a line', () => {
  const below = 'lines.exists(l, l.marginPpm < 200000)';
  const poor = sampleLine({ position: 2, netAmount: '1349.99' });
  const lines = [sampleLine(), poor];
  const totals = totalOf('4049.99');

  test('asks its role for one poor line of an invoice that is fine as a whole', () => {
    const facts = sampleFacts({ lines, totals });
    expect(routeInvoice(compiledRules(['marginPpm < 200000']), facts).outcome).toBe('auto_approved');
    expect(routeInvoice(compiledRules([below]), facts)).toMatchObject({
      steps: [asks('finance_approver')],
      matched: [{ clauses: [{ text: below, value: true }] }],
    });
    expect(routeInvoice(compiledRules([below]), sampleFacts()).outcome).toBe('auto_approved');
  });

  /** Two lines, of which the second has no known cost. */
  function factsOfUnknown(): RuleFacts {
    const facts = sampleFacts({ lines, totals });
    const [known, { marginPpm: _margin, ...second }] = facts.lines as [RuleLineFacts, RuleLineFacts];
    return { ...facts, lines: [known, { ...second, isMarginKnown: false }] };
  }

  test('sends an invoice with a line whose margin is not known to a person, whatever it compares', () => {
    for (const when of [below, `!${below}`, 'lines.all(l, l.marginPpm > 200000)']) {
      const route = routeInvoice(compiledRules([when]), factsOfUnknown());
      expect(route).toMatchObject({ outcome: 'needs_approval', steps: [asks('finance')], matched: [] });
      expect(route.why.en).toMatch(/rule-1 could not be evaluated.*marginPpm/);
    }
  });

  test('applies where another line is below it for certain', () => {
    const above = 'lines.exists(l, l.marginPpm > 500000)';
    expect(routeInvoice(compiledRules([above]), factsOfUnknown())).toMatchObject({
      outcome: 'needs_approval',
      steps: [asks('finance_approver')],
    });
  });

  test('can ask somebody else about those, or leave them alone, when it says so', () => {
    const facts = factsOfUnknown();
    expect(routeInvoice(compiledRules(['lines.exists(l, !l.isMarginKnown)']), facts).matched).toHaveLength(1);
    const known = 'lines.exists(l, l.isMarginKnown && l.marginPpm < 200000)';
    expect(routeInvoice(compiledRules([known]), facts).outcome).toBe('auto_approved');
  });
});
