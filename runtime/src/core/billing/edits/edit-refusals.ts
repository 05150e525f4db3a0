/** Why a change of an invoice is refused, by the rule that it breaks, for API and pages. */
export const EDIT_REFUSALS = {
  'edit.not_here': {
    en: 'It cannot be edited here: what a contract bills is changed in the contract.',
    ja: 'ここでは編集できません。契約に基づく内容は契約で変更してください。',
  },
  'edit.line_unknown': {
    en: 'The invoice has no such line.',
    ja: 'この請求書にその明細はありません。',
  },
  'edit.last_line': {
    en: 'The last line cannot be left out: an invoice bills something. Discard the invoice in place of it.',
    ja: '最後の明細は外せません。請求するものがなければ、請求書を破棄してください。',
  },
  'edit.contradiction': {
    en: 'The same line cannot be left out and put back at once.',
    ja: '同じ明細を同時に外して戻すことはできません。',
  },
  'edit.billed_elsewhere': {
    en: 'Another invoice bills this line by now. Discard or void that one first.',
    ja: 'この明細はすでに別の請求書で請求されています。先にそちらを破棄または無効にしてください。',
  },
  'edit.too_many_lines': {
    en: 'An invoice has at most 100 lines that were added by hand.',
    ja: '手で追加できる明細は100行までです。',
  },
} as const satisfies Record<string, { en: string; ja: string }>;

/** A rule of `EDIT_REFUSALS`. */
export type EditRule = keyof typeof EDIT_REFUSALS;

/** A place of the changes, as a pointer into them, with the rule that it breaks. */
export type RefusedChange = { pointer: string; rule: EditRule };
