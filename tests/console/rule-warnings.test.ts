import { describe, expect, test } from 'vitest';
import { warningText } from '../../runtime/src/console/parts/rules/warning-text.ts';
import { textsOf } from '../../runtime/src/console/texts/texts-of.ts';
import { checkRuleSet } from '../../runtime/src/core/rules/checks/check-rule-set.ts';
import { FACT_TYPES } from '../../runtime/src/core/rules/rule-facts.ts';
import { compiledRules } from '../unit/rules/compiled-rules.ts';

function warningsOf(rules: string[], currency: string): [english: string, japanese: string] {
  const [warning, ...more] = checkRuleSet(compiledRules(rules, { currency, defaultRow: {} }));
  if (warning === undefined || more.length > 0) throw new Error('each sample has one warning');
  const textIn = (locale: 'en' | 'ja') => warningText({ locale, texts: textsOf(locale) }, warning, currency);
  return [textIn('en'), textIn('ja')];
}

describe('a warning calls facts as the page does, with values as people write them', () => {
  test.each<[string, string, string[], string, string]>([
    [
      'a hole between amounts',
      'USD',
      ['totalMinor > 100 && totalMinor <= 500000', 'totalMinor >= 500500'],
      'None of the rules rule-1, rule-2 applies where “Total” is $5,000.01 to $5,004.99.',
      '「合計」が$5,000.01から$5,004.99までのとき、ルール rule-1、rule-2 のいずれも適用されません。',
    ],
    [
      'a hole of one unit in a currency without decimals',
      'JPY',
      ['totalMinor > 50000', 'totalMinor < 50000'],
      'None of the rules rule-1, rule-2 applies where “Total” is ¥50,000.',
      '「合計」が¥50,000のとき、ルール rule-1、rule-2 のいずれも適用されません。',
    ],
    [
      'rates above the highest band',
      'USD',
      ['maxDiscountPpm <= 100000', 'maxDiscountPpm > 100000 && maxDiscountPpm <= 200000'],
      'None of the rules rule-1, rule-2 applies where “Highest discount of a line” is 20.0001 % or more.',
      '「明細の最大値引率」が20.0001 %以上のとき、ルール rule-1、rule-2 のいずれも適用されません。',
    ],
    [
      'an overlap of counts that is open above',
      'USD',
      ['lineCount > 5', 'lineCount > 5'],
      'Rules rule-1 and rule-2 both apply where “Number of lines” is 6 or more.',
      '「明細の数」が6以上のとき、ルール rule-1 と rule-2 の両方が適用されます。',
    ],
    [
      'kinds of document that were forgotten',
      'USD',
      ['documentKind in ["invoice", "deposit", "final"]', 'documentKind == "credit_note"'],
      'None of the rules rule-1, rule-2 applies where “Kind of document” is Debit note, Corrected invoice.',
      '「文書の種類」が追加請求書、修正請求書のとき、ルール rule-1、rule-2 のいずれも適用されません。',
    ],
    [
      'texts that both name',
      'USD',
      ['customerId in ["a", "b"]', 'customerId == "b"'],
      'Rules rule-1 and rule-2 both apply where “Id of the customer” is b.',
      '「取引先のID」がbのとき、ルール rule-1 と rule-2 の両方が適用されます。',
    ],
    [
      'what some invoices lack',
      'USD',
      ['buyerCountry == "JP"'],
      'Rule rule-1 asks for “Country of the buyer”, which some invoices do not have: a person decides those, whatever the rule says.',
      'ルール rule-1 は一部の請求書にない「取引先の国」を参照しています。その場合はルールに関わらず担当者が判断します。',
    ],
    [
      'a margin that nobody knows',
      'USD',
      ['isMarginKnown && marginPpm < 200000'],
      'Rule rule-1 leaves alone what has no “Margin of the whole invoice”, and no rule takes those: a rule for “The margin is known: no” asks somebody for them.',
      'ルール rule-1 は「請求書全体の粗利率」がない請求書には適用されず、それを対象とするルールもありません。「粗利率を計算できる：いいえ」を条件とするルールで担当者に回せます。',
    ],
    [
      'a margin that some lines lack',
      'USD',
      ['lines.exists(l, l.marginPpm < 200000)'],
      'Rule rule-1 asks for “A line: Margin”, which some invoices do not have: a person decides those, whatever the rule says.',
      'ルール rule-1 は一部の請求書にない「いずれかの明細：粗利率」を参照しています。その場合はルールに関わらず担当者が判断します。',
    ],
    [
      'lines without a margin that nobody takes',
      'USD',
      ['lines.all(l, l.isMarginKnown && l.marginPpm < 200000)'],
      'Rule rule-1 leaves alone what has no “Every line: Margin”, and no rule takes those: a rule for “A line: The margin is known: no” asks somebody for them.',
      'ルール rule-1 は「すべての明細：粗利率」がない請求書には適用されず、それを対象とするルールもありません。「いずれかの明細：粗利率を計算できる：いいえ」を条件とするルールで担当者に回せます。',
    ],
    [
      'a rule that contradicts itself',
      'USD',
      ['totalMinor > 500 && totalMinor < 400'],
      'Rule rule-1 can never apply: what it asks for contradicts itself.',
      'ルール rule-1 は条件が矛盾しているため、適用されることがありません。',
    ],
    [
      'a division',
      'USD',
      ['totalMinor / lineCount > 5'],
      'Rule rule-1 divides by what may be zero: then a person decides, whatever the rule says.',
      'ルール rule-1 は0になりうる値で割っています。その場合はルールに関わらず担当者が判断します。',
    ],
  ])('%s', (_what, currency, rules, english, japanese) => {
    expect(warningsOf(rules, currency)).toEqual([english, japanese]);
  });

  test('days stand with their unit', () => {
    const rules = ['termsDaysMax <= 30', 'termsDaysMax > 60'];
    const gap = checkRuleSet(compiledRules(rules)).find(({ code }) => code === 'gap');
    if (gap === undefined) throw new Error('there is a gap');
    const textIn = (locale: 'en' | 'ja') => warningText({ locale, texts: textsOf(locale) }, gap, 'USD');
    expect(textIn('en')).toContain('“Days to pay, at most” is 31 days to 60 days');
    expect(textIn('ja')).toContain('「支払期限までの最長日数」が31 日から60 日までのとき');
  });

  test('no fact is called by its name in code', () => {
    for (const [name, type] of Object.entries(FACT_TYPES)) {
      if (type !== 'int') continue;
      const rules = [`${name} > 100`, `${name} < 50`];
      for (const warning of checkRuleSet(compiledRules(rules)))
        for (const locale of ['en', 'ja'] as const)
          expect(warningText({ locale, texts: textsOf(locale) }, warning, 'USD')).not.toContain(name);
    }
  });
});
