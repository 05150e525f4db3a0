import type { Money } from '../money/money.ts';
import { moneyToText } from '../money/money-to-text.ts';
import type { LocalText } from './rule-set.ts';

const spell = (ceiling: Money): string => `${moneyToText(ceiling)} ${ceiling.currency}`;

/** The sentence, in both languages, that says why an invoice was routed as it was. */
export const whyText = {
  noSet: (): LocalText => ({
    en: 'The legal entity has no rule set that can be used.',
    ja: 'この法人に使用できるルールセットがありません。',
  }),
  unreadable: (reason: string): LocalText => ({
    en: `The invoice cannot be judged by the rules: ${reason}.`,
    ja: `請求書をルールで判定できません: ${reason}`,
  }),
  ruleBroken: (ruleId: string, reason: string): LocalText => ({
    en: `Rule ${ruleId} could not be evaluated: ${reason}.`,
    ja: `ルール ${ruleId} を評価できません: ${reason}`,
  }),
  emptySet: (): LocalText => ({
    en: 'The rule set holds no rules.',
    ja: 'ルールセットにルールがありません。',
  }),
  otherCurrency: (found: string, wanted: string): LocalText => ({
    en: `The invoice is in ${found}, the rule set in ${wanted}.`,
    ja: `請求書の通貨は${found}、ルールセットの通貨は${wanted}です。`,
  }),
  noRate: (found: string, wanted: string): LocalText => ({
    en: `There is no exchange rate from ${found} to ${wanted}.`,
    ja: `${found}から${wanted}への為替レートがありません。`,
  }),
  matched: (reasons: readonly LocalText[]): LocalText => ({
    en: reasons.map(({ en }) => en).join(' '),
    ja: reasons.map(({ ja }) => ja).join(' '),
  }),
  noCeiling: (): LocalText => ({
    en: 'No rule applies, and the default row has no ceiling for approval without a person.',
    ja: '該当するルールがなく、既定行に自動承認の上限がありません。',
  }),
  notWithin: (ceiling: Money): LocalText => ({
    en: `No rule applies, and the total is not from zero to the ceiling of ${spell(ceiling)}.`,
    ja: `該当するルールがなく、合計が自動承認の範囲(0から${spell(ceiling)})を外れています。`,
  }),
  within: (ceiling: Money): LocalText => ({
    en: `No rule applies, and the total is within the ceiling of ${spell(ceiling)}.`,
    ja: `該当するルールがなく、合計は自動承認の上限${spell(ceiling)}以内です。`,
  }),
} as const;
