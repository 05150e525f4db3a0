import type { Texts } from './en.ts';

/** Texts of what can be done to an invoice. */
export const actionsJa: Texts['actions'] = {
  submit: {
    label: '申請する',
    title: (name) => `${name} を申請`,
    text: () => '下書きを検証し、ルールに従って承認者へ回付します。ルールが認める場合は自動で承認されます。',
    confirm: '承認を申請する',
  },
  withdraw: {
    label: '申請を取り下げ',
    title: (name) => `${name}の申請を取り下げ`,
    text: (_recipients) => '下書きに戻り、承認の依頼は終了します。申請者または管理者が行えます。',
    confirm: '取り下げる',
  },
  takeBack: {
    label: '取り下げる',
    title: (name) => `${name}への申請を取り下げる`,
    text: (_recipients) => '実行されず、承認依頼も終了します。申請者と管理者が取り下げられます。',
    confirm: '取り下げる',
  },
  revoke: {
    label: '承認を取り消し',
    title: (name) => `${name}の承認を取り消し`,
    text: (_recipients) => '下書きに戻ります。再び申請すると、承認を改めて求めます。',
    confirm: '承認を取り消す',
  },
  issue: {
    label: '発行する',
    title: (name) => `${name} を発行`,
    text: () =>
      '連番の次の番号を付け、内容を確定します。この操作は取り消せません。誤りがあった場合は請求書の取消で訂正します。',
    confirm: '請求書を発行する',
  },
  send: {
    label: '送付する',
    title: (name) => `${name} を送付`,
    text: (recipients) => `保存済みのPDFを ${recipients} へメールで送付します。`,
    confirm: '請求書を送付する',
  },
  resend: {
    label: '再送する',
    title: (name) => `${name} を再送`,
    text: (recipients) => `保存済みの同じPDFを、新しいメールとして ${recipients} へもう一度送付します。`,
    confirm: '再送する',
  },
  discard: {
    label: '破棄する',
    title: (name) => `${name} を破棄`,
    text: () =>
      '下書きはボードから外れ、承認待ちの依頼は取り下げられます。含まれる明細は別の請求書で請求できます。',
    confirm: '下書きを破棄する',
  },
  void: {
    label: '取り消す',
    title: (name) => `${name} を取消`,
    text: () => '会計システムにも取消を依頼します。番号は欠番とせず残ります。この操作は元に戻せません。',
    confirm: '請求書を取り消す',
  },
  reissue: {
    label: '再発行する',
    title: (name) => `${name}を再発行`,
    text: () =>
      '同じ商談または契約から新しい下書きを作成します（元データに変更があれば現在の内容になります）。返還請求書の場合は、同じ明細の同じ数量・金額で作成します。取り消したこの書類の差替えであることが記載され、通常と同じく承認・発行します。',
    confirm: '下書きを作成する',
  },
  submitReason: '検証で警告が出た場合に必要です。この内容で正しい理由を書いてください。',
  reasonMissing: '理由を入力してください。監査証跡に残ります。',
  done: {
    submit: '申請しました。回付先は下に表示しています。',
    withdraw: '取り下げました。請求書は下書きに戻りました。',
    takeBack: '取り下げました。何も実行されていません。',
    revoke: '承認を取り消しました。請求書は下書きに戻りました。',
    issue:
      '発行しました。帳票を作成しています。その後は法人の設定に従い、送付と会計への登録まで自動で進みます。',
    send: '送付を受け付けました。結果は「送付」欄に表示されます。',
    resend: '再送を受け付けました。結果は「送付」欄に表示されます。',
    discard: '破棄しました。',
    reissue: '取り消した書類に代わる下書きです。',
    void: '取消を開始しました。すべての会計システムで確認できた時点で取消が完了します。',
  },
};
