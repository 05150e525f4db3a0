import type { heldEn } from './held-en.ts';

/** Japanese texts of commands that a rule holds; see `heldEn`. */
export const heldJa: typeof heldEn = {
  names: { refund: '返金', void: '取消', correct: '宛先・住所の訂正', write_off: '貸倒処理' },
  asked: (name, amount) => (amount === null ? name : `${name}（${amount}）`),
  title: (asked) => `${asked}の承認`,
  lead: 'まだ何も実行されていません。最後の承認が済むと、申請どおりに実行されます。実行できなくなっている場合は、承認時にお知らせします。',
  reason: (reason) => `理由: ${reason}`,
  waiting: (asked) => `${asked}が承認待ちです。`,
  look: '承認依頼を見る',
  fields: {
    refundedOn: '返金日',
    reference: '参照番号',
    creditNoteId: '返還請求書',
    paymentId: '入金',
  },
  rule: {
    applies: '判定の対象',
    appliesHelp:
      '申請される文書、または発行済み文書への操作です。操作は、ルールが求める人が承認するまで実行されません。該当するルールがなければ権限だけで実行できます。貸倒処理には常に承認が必要です。過去の請求書には操作がないため、試行の対象外です。',
    submitted: '承認申請された文書',
    commands: {
      refund: '返金',
      void: '取消',
      correct: '宛先・住所の訂正',
      write_off: '貸倒処理',
    },
  },
  done: {
    held: '申請しました。ルールにより承認が必要です。承認されると実行されます。',
    command_approved: '承認しました。すべての段階で承認されると、申請どおりに実行されます。',
    command_rejected: '却下しました。何も実行されていません。',
    command_returned: '差し戻しました。何も実行されていません。あらためて申請できます。',
  },
};
