import type { Texts } from './en.ts';

/** Texts of `creditEn` in Japanese. */
export const creditJa: Texts['credit'] = {
  open: '返還…',
  title: (name) => `${name}の返還`,
  lead: (customer, total) =>
    `${customer}への請求（${total}）から返還する内容を指定します。下書きを作成し、請求書と同じ手順で承認・発行します。`,
  linesHelp: '返還する数量を明細ごとに入力してください。すべて空欄の場合は、残りの全額を返還します。',
  depositHelp:
    '前受金のうち返還した金額は、以後の請求から差し引かれません（残りの請求に含まれます）。値引きをする場合は、作業の請求書を返還してください。',
  wholeOnly:
    'この請求書にはマイナスの明細など一部だけを返還できない金額が含まれるため、全額のみ返還できます。',
  columns: {
    line: '明細',
    billed: '請求数量',
    left: '残数量',
    amount: '残額（税抜）',
    amountWithTax: '残額（税込）',
    credit: '返還数量',
  },
  quantityOf: (line) => `${line}の返還数量`,
  reasonHelp: '返還請求書に印字され、記録に残ります。',
  submit: '返還請求書の下書きを作成',
  done: '返還請求書の下書きを作成しました。内容を確認のうえ提出してください。',
  notes: '返還請求書',
  creditOf: '返還の対象',
  replaces: '差替え前の書類',
  replacedBy: '差替え後の書類',
  draft: '下書き',
  total: '返還額合計',
  credited: '返還済み',
  appliedTo: '元の請求書から控除',
  leftOver: 'お客様の残高',
};
