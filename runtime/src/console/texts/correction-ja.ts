import type { Texts } from './en.ts';

/** Texts of `correctionEn` in Japanese. */
export const correctionJa: Texts['correction'] = {
  open: '送付先・住所を訂正…',
  title: (name) => `${name}の宛先を訂正`,
  lead: '同じ番号のまま、新しい版の帳票を作成します。金額・税・日付・取引先は変わりません。以前の版も引き続きダウンロードできます。',
  elsewhere: '訂正されるのはこの帳票だけです。次の請求書のために、CRMの取引先も修正してください。',
  buyer: '請求先の住所',
  fixed: (name, country) =>
    `${name}（${country}）。名称・登録番号・国の誤りは住所の訂正では直せません。請求書を取り消し、再発行してください。`,
  noAddress: 'この帳票には住所がありません。国によって課税が変わるため、追加することはできません。',
  regionFixed: 'この国では州によって課税が変わるため、変更できません。',
  recipients: 'メールの送付先',
  recipientsHelp: '名前とメールアドレスを空にすると、その送付先を除きます。最後の行で追加できます。',
  ofRecipient: (field, position) => `送付先${position}の${field}`,
  roles: { bill_to: '請求先', copy: '写し' },
  locales: { en: '英語', ja: '日本語' },
  reasonHelp: '版とともに記録に残ります。帳票には印字されません。',
  preview: '変更内容を確認',
  changes: '変更内容',
  field: '項目',
  before: '変更前',
  after: '変更後',
  nothing: '現在の帳票と違いがありません。',
  empty: '空欄',
  confirm: '新しい版を作成する',
  done: '訂正しました。新しい版の帳票を作成しています。作成後に再送できます。',
  version: (version) => `第${version}版`,
  earlier: '以前の版',
};
