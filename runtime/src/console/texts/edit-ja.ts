import type { editEn } from './edit-en.ts';

/** The same in Japanese. */
export const editJa: typeof editEn = {
  open: '編集…',
  title: (name) => `${name} の編集`,
  lead: (customer, total) =>
    `${customer} 宛、${total} の請求書です。ここでの変更は元データが変わっても残ります。保存すると下書きに戻り、新しい内容で申請・承認します。`,
  conflicts:
    '手で修正した項目のうち、元データが新しくなったものがあります。申請の前に、項目ごとに選んでください。',
  document: '書類',
  lines: '明細',
  linesHelp: '案件の単価・数量・値引きです。合計と税額はここから計算されます。',
  linesElsewhere: '明細は契約、または対象の請求書から決まります。変更はそちらで行ってください。',
  fields: {
    purchaseOrder: '注文番号',
    terms: '支払条件',
    recipients: '宛先',
    notes: '書類の備考',
    reason: '理由',
  },
  help: {
    purchaseOrder: '請求書に印字されます。',
    terms: 'net:30 は発行から30日、eom+1:day31 は月末締め翌月末払いです。',
    recipients: '1行に1件: 氏名 <メールアドレス>。写しを送る相手は先頭に cc を付けます。',
    notes: '明細の下に印字されます。空行で次の備考になります。',
    reason: '誰が何を変えたかとともに記録されます。印字はされません。',
  },
  columns: {
    line: '明細',
    quantity: '数量',
    unitPrice: '単価',
    discount: '値引き',
    description: '説明',
  },
  listPrice: '標準価格',
  discountExample: '10% または 500',
  of: (column, line) => `${line} の${column}`,
  source: (value) => `元データ: ${value}`,
  sourceNow: (value) => `現在の元データ: ${value}`,
  nothing: 'なし',
  takeSource: '元に戻す',
  choice: { later: '選択…', edit: '修正した値を残す', source: '元データの値にする' },
  submit: '保存',
  done: '保存しました。請求書は新しい内容の下書きです。確認して申請してください。',
  kept: '許容範囲内の変更として保存しました。承認はそのまま有効です。',
  nothingChanged: '変更はありませんでした。',
};
