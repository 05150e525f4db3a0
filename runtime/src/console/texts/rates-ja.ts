import type { Texts } from './en.ts';

/** Texts of the exchange rates. */
export const ratesJa: Texts['rates'] = {
  title: '為替レート',
  lead: '外貨の請求書には、取引年月日以前の最新のレートが発行時に適用され、そのまま固定されます。レートがない請求書は発行されません。',
  feedTitle: '欧州中央銀行の参照レート',
  feedOff: '取得していません。有効にすると、営業日ごとのレートが自動で取得されます。',
  feedOn: '1時間ごとに確認しています。当日のレートは現地の午後に公表されます。',
  feedLast: (date) => `最新の取得: ${date}のレート`,
  turnOn: '取得を始める',
  turnOff: '取得をやめる',
  turnedOn: '参照レートの取得を始めました。',
  turnedOff: '参照レートの取得をやめました。',
  enterTitle: 'レートを登録',
  rows: 'レート',
  rowsHelp:
    '1行に1件、日付、基準の通貨、相手の通貨、レートの順に入力します。例: 2026-11-27,USD,JPY,156.23。5列目に出典を書けます。',
  file: 'または同じ形式のCSVファイル',
  source: '出典',
  sourceHelp: '取引銀行など、どこのレートかを入力します。請求書に記載されます。',
  submit: 'レートを登録',
  entered: (count) => `${count}件のレートを登録しました。`,
  wrongRow: (row) => `${row}行目を読み取れません。何も登録されていません。`,
  nothing: '1行以上入力してください。',
  none: 'レートはまだありません',
  noneText: '使用するレートを登録するか、参照レートの取得を始めてください。',
  listTitle: '最新のレート',
  columns: { date: '日付', rate: 'レート', source: '出典', by: '登録者' },
};
