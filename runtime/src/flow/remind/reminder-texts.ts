import type { Locale } from '../../core/invoice/document.ts';
import type { Tone } from '../../core/reminders/reminder-policy.ts';

/** The words around the list of what is owed. */
type ReminderTexts = {
  subject: (seller: string, total: string) => string;
  greeting: (buyer: string, contact: string | undefined) => string;
  /** The opening of each tone; a policy may bring its own. */
  openings: Record<Tone, string>;
  item: (item: { number: string; dueDate: string; daysLate: number; amount: string }) => string;
  total: (total: string) => string;
  payTo: string;
  paidAlready: string;
  closing: string;
};

/** What a reminder says, by language. */
export const REMINDER_TEXTS: Record<Locale, ReminderTexts> = {
  en: {
    subject: (seller, total) => `Payment reminder from ${seller}: ${total}`,
    greeting: (buyer, contact) => `Dear ${contact ?? buyer},`,
    openings: {
      friendly: 'This is a friendly reminder of the following payments.',
      firm: 'According to our records, the following payments have not reached us. Please settle them now.',
      final:
        'Despite our earlier reminders the following payments have not reached us. Please settle them at once, or contact us today.',
    },
    item: ({ number, dueDate, daysLate, amount }) =>
      `- Invoice ${number}: ${amount}, due on ${dueDate}${daysLate > 0 ? `, ${daysLate} ${daysLate === 1 ? 'day' : 'days'} late` : ''}`,
    total: (total) => `Total: ${total}`,
    payTo: 'Please pay to:',
    paidAlready: 'If you have paid in the meantime, please disregard this message.',
    closing: 'Kind regards,',
  },
  ja: {
    subject: (seller, total) => `【${seller}】お支払いのお願い(${total})`,
    greeting: (buyer, contact) => `${buyer}\n${contact ?? 'ご担当者'} 様`,
    openings: {
      friendly: 'いつもお世話になっております。\n下記のお支払いについてご案内いたします。',
      firm: 'いつもお世話になっております。\n下記のお支払いを確認できておりません。お手続きをお願いいたします。',
      final:
        '再三ご連絡いたしましたが、下記のお支払いをいまだ確認できておりません。至急お支払いいただくか、本日中にご連絡くださいますようお願いいたします。',
    },
    item: ({ number, dueDate, daysLate, amount }) =>
      `・請求書 ${number}:${amount}(お支払期限 ${dueDate}${daysLate > 0 ? `、${daysLate}日超過` : ''})`,
    total: (total) => `合計:${total}`,
    payTo: 'お振込先:',
    paidAlready: '本メールと行き違いでお支払いいただいている場合は、ご容赦ください。',
    closing: '',
  },
};
