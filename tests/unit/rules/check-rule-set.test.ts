import { describe, expect, test } from 'vitest';
import { checkRuleSet } from '../../../runtime/src/core/rules/checks/check-rule-set.ts';
import { warningDetail } from '../../../runtime/src/core/rules/checks/warning-detail.ts';
import { compiledRules } from './compiled-rules.ts';

const warningsOf = (...parameters: Parameters<typeof compiledRules>) =>
  checkRuleSet(compiledRules(...parameters)).map(
    (warning) => `${warning.code}: ${warningDetail(warning, 'USD')}`,
  );

describe('a set of bands', () => {
  test.each<[string, string[], RegExp[]]>([
    ['that meet', ['totalMinor > 100 && totalMinor <= 500', 'totalMinor > 500'], []],
    [
      'with a hole',
      ['totalMinor > 100 && totalMinor <= 500', 'totalMinor >= 505'],
      [/^gap: None of the rules rule-1, rule-2 applies where totalMinor is 5.01 – 5.04\.$/],
    ],
    [
      'with a hole of one minor unit, whichever stands first',
      ['totalMinor > 501', 'totalMinor < 501'],
      [/totalMinor is 5.01\.$/],
    ],
    [
      'that end',
      ['maxDiscountPpm <= 100000', 'maxDiscountPpm > 100000 && maxDiscountPpm <= 200000'],
      [/^gap: .* maxDiscountPpm is ≥ 20.0001 %\.$/],
    ],
    [
      'that overlap',
      ['totalMinor >= 100 && totalMinor <= 500', 'totalMinor >= 500'],
      [/^overlap: Rules rule-1 and rule-2 both apply where totalMinor is 5.00\.$/],
    ],
    ['that are a ladder', ['maxDiscountPpm > 100000', 'maxDiscountPpm > 200000'], []],
    ['of equal rules', ['lineCount > 5', 'lineCount > 5'], [/^overlap: .* lineCount is ≥ 6\.$/]],
    [
      'that differ in something else',
      ['totalMinor <= 500 && isNewCustomer', 'totalMinor >= 900 && hasContract'],
      [],
    ],
    [
      'under the same further condition, in any order',
      ['totalMinor <= 500 && isNewCustomer', 'isNewCustomer && totalMinor >= 900'],
      [/^gap: .* 5.01 – 8.99\.$/],
    ],
    [
      'of values that overlap',
      ['customerId in ["a", "b"]', 'customerId == "b"'],
      [/^overlap: .* customerId is b\.$/],
    ],
    [
      'of kinds, most of which are named',
      ['documentKind in ["invoice", "deposit", "final"]', 'documentKind == "credit_note"'],
      [/^gap: .* documentKind is debit_note, corrected\.$/],
    ],
    ['of few kinds', ['documentKind == "invoice"', 'documentKind == "credit_note"'], []],
    ['of a rule alone', ['totalMinor > 100 && totalMinor < 500'], []],
  ])('%s is told so', (_what, rules, expected) => {
    const warnings = warningsOf(rules);
    expect(warnings).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test('for other kinds of documents have nothing to do with each other', () => {
    const rules = [
      { when: 'totalMinor <= 500', kinds: ['invoice'] },
      { when: 'totalMinor >= 900', kinds: ['credit_note'] },
    ];
    expect(warningsOf(rules)).toEqual([]);
  });
});

describe('a rule is warned of', () => {
  test.each<[string, RegExp]>([
    ['totalMinor > 500 && totalMinor < 400', /^never_applies: Rule rule-1/],
    ['documentKind == "invoice" && documentKind in ["final", "deposit"]', /^never_applies: Rule rule-1/],
    ['false', /^never_applies: Rule rule-1/],
    ['termsDays > 45', /^may_be_absent: .* termsDays/],
    ['marginPpm < 200000', /^may_be_absent: .* marginPpm/],
    ['isNewCustomer && marginPpm < 200000', /^may_be_absent: .* marginPpm/],
    ['isMarginKnown || marginPpm < 200000', /^may_be_absent: .* marginPpm/],
    ['isMarginKnown && marginPpm < 200000', /^leaves_unknown: Rule rule-1 .*!isMarginKnown/],
    ['isNewCustomer && lines.exists(l, l.sku == buyerCountry)', /^may_be_absent: .* buyerCountry/],
    ['lines.exists(l, l.marginPpm < 200000)', /^may_be_absent: .* marginPpm of a line/],
    ['isNewCustomer || !(lines.all(x, x.netMinor > 5 && x.marginPpm > 5))', /^may_be_absent: .* of a line/],
    ['lines.filter(l, l.marginPpm < 5).size() > 1', /^may_be_absent: .* marginPpm of a line/],
    [
      'lines.exists(l, l.isMarginKnown && l.marginPpm < 200000)',
      /^leaves_unknown: Rule rule-1 .*lines\.exists\(l, !l\.isMarginKnown\)/,
    ],
    ['totalMinor / lineCount > 5', /^may_divide_by_zero: Rule rule-1/],
  ])('%s', (rule, expected) => {
    expect(warningsOf([rule])).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    ['it takes them itself', ['!isMarginKnown || marginPpm < 200000']],
    ['another rule takes them', ['isMarginKnown && marginPpm < 200000', '!isMarginKnown']],
    ['it takes such lines itself', ['lines.exists(l, !l.isMarginKnown || l.marginPpm < 200000)']],
    [
      'another rule takes such lines',
      ['lines.all(l, l.isMarginKnown && l.marginPpm < 200000)', 'lines.exists(l, !l.isMarginKnown)'],
    ],
  ])('no invoice without a margin that slips through, where %s', (_how, rules) => {
    expect(warningsOf(rules)).toEqual([]);
  });

  test('nothing, where it divides by a number', () => {
    expect(warningsOf(['totalMinor / 2 > taxExclusiveMinor'])).toEqual([]);
  });
});
