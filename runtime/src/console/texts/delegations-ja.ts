import type { Texts } from './en.ts';

/** Texts of delegations and groups. */
export const delegationsJa: Texts['delegations'] = {
  title: '承認の委任',
  lead: '誰が誰の代わりに、いつまで決定するかの一覧です。本人が承認できないものは、代理人も本人の代わりに承認できません。',
  back: '承認',
  open: '承認の委任',
  empty: '承認の委任はありません。',
  emptyText:
    '不在になる前に下のフォームから委任してください。委任期間中は、本人と代理人の両方に承認を依頼します。',
  columns: { from: '本人', to: '代理人', days: '期間', reason: '理由', state: '状態' },
  days: (from, to) => `${from}から${to}まで`,
  states: { coming: '開始前', active: '有効', past: '終了', revoked: '取り消し' },
  formTitle: '自分の承認を委任',
  to: '代理人',
  startsOn: '開始日',
  endsOn: '終了日',
  daysHelp: '両日とも含みます。日付は請求書の法人のタイムゾーンで数えます。',
  reason: '理由',
  reasonHelp: '承認を閲覧できる全員に表示されます。',
  submit: '委任する',
  end: '今すぐ終了',
  endTitle: (name) => `${name}さんへの委任を終了しますか?`,
  endText: '委任中に行われた決定はそのまま残ります。',
  done: { saved: '保存しました。', ended: '委任を終了しました。' },
};

/** Texts of the page of groups. */
export const groupsJa: Texts['groups'] = {
  title: 'グループ',
  lead: '承認段階でまとめて依頼できるメンバーです。例:与信委員会',
  back: 'メンバー',
  open: 'グループ',
  add: 'グループを作成',
  empty: 'グループはまだありません。',
  emptyText: '同じ役割を持たない複数の人に承認を依頼するときに作成してください。',
  columns: { name: '名前', people: 'メンバー' },
  nobody: 'メンバーがいません。このグループへの承認依頼は待機したままになります。',
  newTitle: 'グループを作成',
  name: '名前',
  personIds: 'メンバー',
  submit: 'グループを保存',
  saved: '保存しました。',
};
