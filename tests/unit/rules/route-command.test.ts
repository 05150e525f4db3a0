import { expect, test } from 'vitest';
import { checkRuleSet } from '../../../runtime/src/core/rules/checks/check-rule-set.ts';
import { routeCommand } from '../../../runtime/src/core/rules/route-command.ts';
import { routeInvoice } from '../../../runtime/src/core/rules/route-invoice.ts';
import { compiledRules } from './compiled-rules.ts';
import { sampleFacts, totalOf } from './sample-invoice.ts';

const refund = (when: string, role = 'finance_approver') => ({ command: 'refund', when, step: { role } });
const facts = (commandMinor: bigint, over: Parameters<typeof sampleFacts>[0] = {}) => ({
  ...sampleFacts(over),
  commandMinor,
  commandReason: 'Paid twice.',
});
const rolesOf = (route: ReturnType<typeof routeCommand>) =>
  route?.steps.map(({ approver }) => (approver.kind === 'role' ? approver.role : approver.kind));

test('without a rule that names it the permission for a command is enough', () => {
  const rules = compiledRules(['true', { command: 'void', when: 'true' }]);
  expect(routeCommand(rules, 'refund', facts(1_000_000n))).toBeUndefined();
});

test('a command that no rule matches runs, one that several match asks the people of all', () => {
  const rules = compiledRules([
    refund('commandMinor > 100000'),
    refund('commandMinor > 500000', 'legal'),
    refund("commandReason.contains('goodwill')", 'nobody'),
  ]);
  expect(routeCommand(rules, 'refund', facts(100_000n))).toBeUndefined();
  expect(rolesOf(routeCommand(rules, 'refund', facts(100_001n)))).toEqual(['finance_approver']);
  const route = routeCommand(rules, 'refund', facts(500_001n));
  expect(rolesOf(route)).toEqual(['finance_approver', 'legal']);
  expect(route).toMatchObject({ why: { en: 'Reason 1. Reason 2.' }, doubt: null });
});

test('a rule that fails asks people besides those whom the others ask, and so does a set that does not compile', () => {
  const rules = compiledRules([refund('commandMinor > 1', 'legal'), refund('termsDays > 30')]);
  const { termsDays: _absent, ...lacking } = facts(2n);
  const route = routeCommand(rules, 'refund', lacking);
  expect(rolesOf(route)).toEqual(['legal', 'finance']);
  expect(route?.doubt?.en).toContain('rule-2');
  expect(rolesOf(routeCommand(undefined, 'refund', facts(1n)))).toEqual(['finance']);
});

test('a rule that compares amounts is in doubt of another currency; one that compares none is not', () => {
  const foreign = facts(1n, { currency: 'EUR' });
  expect(
    routeCommand(compiledRules([refund('commandMinor > 100')]), 'refund', foreign)?.doubt,
  ).not.toBeNull();
  expect(routeCommand(compiledRules([refund("commandReason == ''")]), 'refund', foreign)).toBeUndefined();
});

test('what is submitted is not judged by the rules for commands, nor is their set empty or not by them', () => {
  const rules = compiledRules([refund('true'), 'maxDiscountPpm > 100000']);
  expect(routeInvoice(rules, sampleFacts({ totals: totalOf('10.00') })).outcome).toBe('auto_approved');
  expect(routeInvoice(compiledRules([refund('true')]), sampleFacts())).toMatchObject({
    outcome: 'needs_approval',
    doubt: { en: 'The rule set holds no rules.' },
  });
});

test('a hole between bands is looked for among the rules of one command, and told at their place', () => {
  const rules = compiledRules([
    'totalMinor > 200 && totalMinor <= 300',
    refund('commandMinor < 100'),
    refund('commandMinor > 100 && commandMinor < 50'),
  ]);
  expect(checkRuleSet(rules)).toMatchObject([{ code: 'never_applies', pointer: '/rules/2/when' }]);
});
