import type { Texts } from './en.ts';

/** Texts of the inbox of approvals. */
export const inboxJa: Texts['inbox'] = {
  title: '承認',
  lead: 'ルールによって担当者に回付された請求書を、急ぐものから表示します。決定は表示された内容に対してのみ有効です。',
  mine: 'あなたの承認待ち',
  all: 'すべての承認待ち',
  first: '最初のページ',
  next: '次のページ',
  waiting: (age) => `${age}経過`,
  askedBy: (name) => `申請者 ${name}`,
  steps: (roles) => `承認段階 ${roles}`,
  inPlaceOf: (name) => `${name}さんの代理`,
  dueBy: (time) => `期限 ${time}`,
  overdueSince: (time) => `期限超過 ${time}`,
  lines: (count, isDiscounted) => `明細${count}行${isDiscounted ? '（値引あり）' : ''}`,
  choose: (buyer) => `${buyer}を選択`,
  chooseAll: 'このページをすべて選択',
  chooseFirst: '依頼を選択すると、まとめて決定できます。',
  chosen: (count) => `${count}件を選択中`,
  filters: {
    entity: '法人',
    rule: 'ルール',
    all: 'すべて',
    overdue: '期限超過のみ',
    apply: '絞り込む',
    clear: 'すべて表示',
  },
  batch: {
    lead: '1件ずつ、個別の決定と同じ条件で処理します。拒否されたものがあっても、ほかの決定は続きます。',
    sums: '合計',
    count: (count) => `請求書${count}件`,
    gone: (count) => `選択した依頼のうち${count}件は、すでにあなたの承認待ちではないため除外しました。`,
    warned: (count) => `注意が必要なものが${count}件あります。それぞれの欄に理由を示しています。`,
    none: 'あなたの承認待ちはありません',
    noneText: '選択後に決定されたか、取り下げられました。',
    reasonNeeded: '必須です。それぞれの監査証跡に残ります。',
    reasonFree: 'それぞれの監査証跡に残ります。',
    reasonMissing: '理由を入力してください。',
    bound: '決定はこのページに表示された内容に対してのみ有効です。先に内容が変わったものは拒否されます。',
    approved: {
      title: (count) => `${count}件の請求書を承認しますか？`,
      confirm: (count) => `${count}件を承認`,
    },
    rejected: {
      title: (count) => `${count}件の請求書を却下しますか？`,
      confirm: (count) => `${count}件を却下`,
    },
    returned: {
      title: (count) => `${count}件の請求書を差し戻しますか？`,
      confirm: (count) => `${count}件を差し戻す`,
    },
  },
  result: {
    title: '処理の結果',
    allDone: (count) => `${count}件を処理しました。`,
    someDone: (count, refused) => `${count}件を処理し、${refused}件は決定されませんでした。`,
    invoice: '顧客',
    outcome: '結果',
    unknown: '存在しない依頼',
    refused: '決定されず',
    waits: '承認済み、ほかの承認待ち',
    done: { approved: '承認済み', rejected: '却下済み', returned: '差し戻し済み' },
    waiting: (count) =>
      count === '0' ? 'ほかに承認待ちはありません。' : `引き続きあなたの承認待ち: ${count}件`,
    back: '承認一覧へ戻る',
    again: '決定されなかったものを確認する',
  },
  empty: {
    mine: {
      title: 'あなたの承認待ちはありません',
      text: 'ルールがあなたの役割の承認を求めると、ここに表示されます。ご自身が作成した請求書は別の担当者が決定します。',
    },
    all: { title: '承認待ちはありません', text: '担当法人の承認依頼はすべて決定済みです。' },
    narrowed: {
      title: '該当なし',
      text: '条件に合う承認待ちはありません。すべて表示すると、ほかの依頼を確認できます。',
    },
  },
};

/** How long ago something was. */
export const ageJa: Texts['age'] = {
  minutes: (count) => `${count}分`,
  hours: (count) => `${count}時間`,
  days: (count) => `${count}日`,
};
