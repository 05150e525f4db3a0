import type { LocalText } from '../rule-set.ts';

/** The sentence of a warning in both languages. Facts are called by their names in the condition. */
export const warningText = {
  neverApplies: (ruleId: string): LocalText => ({
    en: `Rule ${ruleId} can never apply: what it asks for contradicts itself.`,
    ja: `ルール ${ruleId} は条件が矛盾しているため、適用されることがありません。`,
  }),
  overlap: (one: string, other: string, fact: string, where: string): LocalText => ({
    en: `Rules ${one} and ${other} both apply where ${fact} is ${where}.`,
    ja: `${fact} が ${where} のとき、ルール ${one} と ${other} の両方が適用されます。`,
  }),
  gap: (ruleIds: readonly string[], fact: string, where: string): LocalText => ({
    en: `None of the rules ${ruleIds.join(', ')} applies where ${fact} is ${where}.`,
    ja: `${fact} が ${where} のとき、ルール ${ruleIds.join('、')} のいずれも適用されません。`,
  }),
  mayBeAbsent: (ruleId: string, fact: string): LocalText => ({
    en: `Rule ${ruleId} asks for ${fact}, which some invoices do not have: a person decides those, whatever the rule says.`,
    ja: `ルール ${ruleId} は一部の請求書にない ${fact} を参照しています。その場合はルールに関わらず担当者が判断します。`,
  }),
  leavesUnknown: (ruleId: string, fact: string, knownBy: string): LocalText => ({
    en: `Rule ${ruleId} leaves alone what has no ${fact}, and no rule takes those: a rule with !${knownBy} asks somebody for them.`,
    ja: `ルール ${ruleId} は ${fact} がない請求書には適用されず、それを対象とするルールもありません。!${knownBy} を条件とするルールで担当者に回せます。`,
  }),
  mayDivideByZero: (ruleId: string): LocalText => ({
    en: `Rule ${ruleId} divides by what may be zero: then a person decides, whatever the rule says.`,
    ja: `ルール ${ruleId} は0になりうる値で割っています。その場合はルールに関わらず担当者が判断します。`,
  }),
} as const;
