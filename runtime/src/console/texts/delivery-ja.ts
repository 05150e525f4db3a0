import type { Texts } from './en.ts';

/** Texts of what became of a mail after it was sent. */
export const deliveryJa: Texts['delivery'] = {
  kinds: {
    sent: '相手のメールサーバーが受領',
    opened: '開封済み',
    bounced: '不達',
  },
  reports: (recipient) => `${recipient} への配信状況`,
  bounced: 'メールが不達です',
  bouncedFrom: (recipient) => `${recipient} 宛てのメールが不達です`,
  advice: 'アドレスが誤っている場合は宛先を訂正してから、再送してください。',
  warnSend: (recipients) =>
    `${recipients} 宛ての直近のメールは不達でした。アドレスが誤っている場合は、先に宛先を訂正してください。`,
  close: '別の方法で対応済み…',
  closeTitle: (recipient) => `${recipient} 宛てのメール`,
  closeText: '要対応の一覧から外れます。報告の記録は残り、メールは送信されません。',
  closeHelp: '郵送など、どのように届けたかを入力してください。監査証跡に記録されます。',
  closeConfirm: '要対応から外す',
  closed: (by, reason) => `${by}が対応済み：${reason}`,
  closeDone: '要対応の一覧から外しました。',
};
