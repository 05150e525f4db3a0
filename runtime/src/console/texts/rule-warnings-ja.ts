import type { ruleWarningsEn } from './rule-warnings-en.ts';

/** ルールの確認事項の文言。項目は画面上の名前で示す。 */
export const ruleWarningsJa: typeof ruleWarningsEn = {
  neverApplies: (rule) => `ルール ${rule} は条件が矛盾しているため、適用されることがありません。`,
  overlap: (rules, fact, extent) => `「${fact}」が${extent}のとき、ルール ${rules} の両方が適用されます。`,
  gap: (rules, fact, extent) => `「${fact}」が${extent}のとき、ルール ${rules} のいずれも適用されません。`,
  mayBeAbsent: (rule, fact) =>
    `ルール ${rule} は一部の請求書にない「${fact}」を参照しています。その場合はルールに関わらず担当者が判断します。`,
  leavesUnknown: (rule, fact, unknown) =>
    `ルール ${rule} は「${fact}」がない請求書には適用されず、それを対象とするルールもありません。「${unknown}」を条件とするルールで担当者に回せます。`,
  mayDivideByZero: (rule) =>
    `ルール ${rule} は0になりうる値で割っています。その場合はルールに関わらず担当者が判断します。`,
  both: (one, other) => `${one} と ${other}`,
  atLeast: (low) => `${low}以上`,
  atMost: (high) => `${high}以下`,
  between: (low, high) => `${low}から${high}まで`,
};
