import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';
import { ruleSetOf } from './compiled-rules.ts';

describe('a rule set is refused', () => {
  test.each<[string, string, RegExp]>([
    [
      'an unknown fact',
      'totl > 5',
      /rule rule-1: Unknown variable: totl at character 1; did you mean totalMinor\?/,
    ],
    [
      'an unknown field of a line',
      'lines.exists(l, l.discont > 1)',
      /No such key: discont at character 19; did you mean discountPpm\?/,
    ],
    ['what is like no fact', 'weather == 1', /Unknown variable: weather at character 1$/],
    ['a division by zero', 'totalMinor / 0 > 5', /divides by zero at character 1$/],
    ['a division by what comes to zero', '5 > totalMinor % (3 - 2 - 1)', /divides by zero at character 5$/],
    [
      'a number beyond 64 bits',
      'totalMinor > 9223372036854775808',
      /larger than any number.* at character 14/,
    ],
    ['a text compared with a number', 'currency > 5', /no such overload/],
    ['a condition that is no yes or no', 'totalMinor', /is int and not true or false/],
    ['a fraction', 'totalMinor > 1.5', /whole numbers at character 14/],
    ['a syntax error', 'totalMinor > ', /Unexpected token: EOF at character 14/],
    ['matches', 'currency.matches("^(a+)+$")', /matches may not be used in a rule/],
    ['matches inside a list', 'lines.exists(l, l.sku.matches("a"))', /matches may not be used/],
    [
      'a list inside a list',
      'lines.exists(l, lines.exists(m, m.sku == l.sku))',
      /exists stands inside another one/,
    ],
    [
      'three lists inside each other',
      'lines.all(a, lines.all(b, lines.all(c, true)))',
      /all stands inside another one/,
    ],
    ['a type check undone', 'dyn(currency) == 1', /dyn may not be used/],
    ['a binary fraction', 'double(totalMinor) > double(lineCount)', /double may not be used/],
    ['a binding', 'cel.bind(x, currency + currency, x == "")', /bind may not be used/],
    ['a position in a list', 'lines[0].sku == "A"', /no positions and no maps/],
    ['a map', '{"a": 1}.a == 1', /no positions and no maps/],
    ['a prototype key', 'currency.constructor == "x"', /at character 10/],
    ['a global of JavaScript', 'constructor == "x"', /Unknown variable: constructor/],
    ['what no rule may see', 'unreadable == ""', /Unknown variable: unreadable/],
    ['nesting beyond 32', `${'('.repeat(40)}true${')'.repeat(40)}`, /maxDepth/],
    ['a name of JavaScript', '__proto__ == ""', /Reserved identifier: __proto__/],
    ['a character that turns the text around', 'currency == "U\u202ESD"', /nobody sees at character 15/],
    ['a control character', 'currency == "U\u0000SD"', /nobody sees at character 15/],
    ['markup', '<b>totalMinor</b> > 5', /at character 1/],
    ['a list beyond 200 elements', `lineCount in [${Array(201).fill('1').join(',')}]`, /maxListElements/],
    ['more than 1,000 nodes', Array(340).fill('1<1').join('||'), /maxAstNodes/],
  ])('for %s, with the rule and the place', (_what, when, detail) => {
    const compiled = compileRuleSet(ruleSetOf([when]));
    expect(compiled).toMatchObject({
      ok: false,
      errors: [
        { pointer: '/rules/0/when', code: 'rules.definition_invalid', detail: expect.stringMatching(detail) },
      ],
    });
  });

  test('with the part of the text that is wrong', () => {
    const parts = [
      'isNewCustomer && totl > 5',
      'currency > 5 && true',
      'true && (lines.map(l, l.netMinor)[0] > 1)',
    ];
    const compiled = compileRuleSet(ruleSetOf(parts));
    const spans = compiled.ok ? [] : compiled.errors.map(({ span }) => span);
    expect(parts.map((text, at) => text.slice(spans[at]?.start, spans[at]?.end))).toEqual([
      'totl',
      'currency > 5',
      'lines.map(l, l.netMinor)[0]',
    ]);
  });

  test.each<[string, Parameters<typeof ruleSetOf>, string]>([
    ['a condition of 10,000 characters', [[`${'lineCount > 0 && '.repeat(600)}true`]], '/rules/0/when'],
    [
      'a reason that turns around',
      [[{ when: 'true', reason: { en: 'x\u202E', ja: 'x' } }]],
      '/rules/0/reason/en',
    ],
    [
      'a reason with a control character',
      [[{ when: 'true', reason: { en: 'x', ja: '\u0007' } }]],
      '/rules/0/reason/ja',
    ],
    ['a name with markup', [[{ id: '<b>x</b>', when: 'true' }]], '/rules/0/id'],
    ['a condition beyond 2,000 characters', [[`"${'a'.repeat(2000)}" == currency`]], '/rules/0/when'],
    ['two rules of one id', [['true', { id: 'rule-1', when: 'true' }]], '/rules/1/id'],
    ['a reason in one language', [[{ when: 'true', reason: { en: 'x' } }]], '/rules/0/reason/ja'],
    ['an unknown currency', [['true'], { currency: 'XXZ' }], '/currency'],
    [
      'a ceiling with too many decimals',
      [['true'], { defaultRow: { autoApproveUpTo: '1.001' } }],
      '/defaultRow/autoApproveUpTo',
    ],
    [
      'a ceiling as a number',
      [['true'], { defaultRow: { autoApproveUpTo: 50000 } }],
      '/defaultRow/autoApproveUpTo',
    ],
    [
      'a negative ceiling',
      [['true'], { defaultRow: { autoApproveUpTo: '-1' } }],
      '/defaultRow/autoApproveUpTo',
    ],
    ['no default row', [['true'], { defaultRow: null }], '/defaultRow'],
    ['nobody to ask', [[{ when: 'true', step: undefined }]], '/rules/0/steps'],
    [
      'two ways to say whom to ask',
      [[{ when: 'true', steps: [{ approver: { kind: 'manager' } }] }]],
      '/rules/0/steps',
    ],
    ['an empty list of steps', [[{ when: 'true', step: undefined, steps: [] }]], '/rules/0/steps'],
    ['an unknown kind of document', [[{ when: 'true', kinds: ['letter'] }]], '/rules/0/kinds/0'],
  ])('for %s', (_what, [rules, over], pointer) => {
    const compiled = compileRuleSet(ruleSetOf(rules, over));
    expect(compiled.ok ? [] : compiled.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test.each<[string, JsonObject, string]>([
    ['an approver of no kind', { approver: { kind: 'oracle' } }, '/approver/kind'],
    ['a person by name', { approver: { kind: 'person', personId: 'Ann' } }, '/approver/personId'],
    ['an order of zero', { order: 0 }, '/order'],
    ['nobody who must agree', { mode: { atLeast: 0 } }, '/mode/atLeast'],
    ['two of one person', { approver: { kind: 'manager' }, mode: { atLeast: 2 } }, '/mode'],
    ['a deadline beyond 30 days', { slaHours: 721 }, '/slaHours'],
    ['a reminder after the deadline', { slaHours: 4, remindAfterHours: 5 }, '/remindAfterHours'],
    ['an escalation without a deadline', { escalateTo: { kind: 'manager' } }, '/escalateTo'],
    ['approval by timeout', { approveAfterHours: 4 }, ''],
  ])('for a step with %s', (_what, over, pointer) => {
    const step = { approver: { kind: 'role', role: 'finance' }, ...over };
    const compiled = compileRuleSet(ruleSetOf([{ when: 'true', step: undefined, steps: [step] }]));
    expect(compiled.ok ? [] : compiled.errors.map((error) => error.pointer)).toEqual([
      `/rules/0/steps/0${pointer}`,
    ]);
  });

  test('with every problem at once', () => {
    const compiled = compileRuleSet(ruleSetOf(['totl > 5', 'true', 'currency > 5']));
    expect(compiled.ok ? [] : compiled.errors.map(({ pointer }) => pointer)).toEqual([
      '/rules/0/when',
      '/rules/2/when',
    ]);
  });

  test.each([[null], ['text'], [1], [[]], [{}]])('for %j, without a throw', (input) => {
    expect(compileRuleSet(input).ok).toBe(false);
  });
});

describe('a rule set is taken', () => {
  test.each([
    'maxDiscountPpm > 100000',
    'isNewCustomer && totalMinor > 1000000 && currency == "USD"',
    'lines.exists(l, l.discountPpm > 50000 && l.sku.startsWith("API-"))',
    'lines.filter(l, l.hasManualPrice).size() > 2',
    'lines.all(l, l.netMinor > 0) && lines.exists(l, l.taxCategory in ["E", "O"])',
    'termsDays > 45 || !hasPurchaseOrder',
    'buyerCountry in ["JP", "US"] ? totalMinor > 100 : true',
    'now >= "2026-12-31"',
  ])('with the condition %s', (when) => {
    expect(compileRuleSet(ruleSetOf([when])).ok).toBe(true);
  });
});
