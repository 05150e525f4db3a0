import type { Texts } from './en.ts';

/** Texts of the inbox of approvals. */
export const inboxJa: Texts['inbox'] = {
  title: '承認',
  lead: 'ルールによって担当者に回付された請求書です。内容をすべて表示し、決定はその表示内容に対してのみ有効です。',
  mine: 'あなたの承認待ち',
  others: '他の担当者の承認待ち',
  next: '次のページ',
  waiting: (age) => `${age}経過`,
  askedBy: (name) => `申請者 ${name}`,
  steps: (roles) => `承認段階 ${roles}`,
  empty: {
    mine: {
      title: 'あなたの承認待ちはありません',
      text: 'ルールがあなたの役割の承認を求めると、ここに表示されます。ご自身が作成した請求書は別の担当者が決定します。',
    },
    others: {
      title: '他の担当者の承認待ちはありません',
      text: '担当法人の承認依頼はすべて決定済みか、あなたの承認待ちです。',
    },
  },
};

/** How long ago something was. */
export const ageJa: Texts['age'] = {
  minutes: (count) => `${count}分`,
  hours: (count) => `${count}時間`,
  days: (count) => `${count}日`,
};
