import type { InvoiceCard } from '../../../core/invoice/card.ts';
import type { Locale } from '../../../core/invoice/document.ts';
import type { DisplayStatus } from '../../../core/settlement/display-status.ts';
import { oneLineText } from './one-line-text.ts';

type CardTexts = {
  titles: Record<InvoiceCard['kind'], string>;
  draft: string;
  more: (count: string) => string;
  tax: string;
  total: string;
  balance: string;
  steps: { created: string; approved: string; sent: string; paid: string };
  crm: { synced: string; notSynced: string };
  accounting: { synced: string; notSynced: string };
  statuses: Record<DisplayStatus, string>;
};

const EN: CardTexts = {
  titles: {
    invoice: 'INVOICE',
    deposit: 'DEPOSIT INVOICE',
    final: 'FINAL INVOICE',
    credit_note: 'CREDIT NOTE',
  },
  draft: 'Draft',
  more: (count) => `+ ${count} more`,
  tax: 'Tax',
  total: 'Total',
  balance: 'Balance due',
  steps: { created: 'Created', approved: 'Approved', sent: 'Sent', paid: 'Paid' },
  crm: { synced: 'Synced to CRM', notSynced: 'Not synced to CRM' },
  accounting: { synced: 'Synced to Accounting', notSynced: 'Not synced to Accounting' },
  statuses: {
    draft: 'Draft',
    pending_approval: 'Pending approval',
    approved: 'Approved',
    issued: 'Issued',
    sent: 'Sent',
    partially_paid: 'Partially paid',
    overdue: 'Overdue',
    paid: 'Paid',
    credited: 'Credited',
    disputed: 'Disputed',
    written_off: 'Written off',
    voiding: 'Voiding',
    voided: 'Voided',
    discarded: 'Discarded',
  },
};

const JA: CardTexts = {
  titles: { invoice: '請求書', deposit: '前受金請求書', final: '最終請求書', credit_note: '返還請求書' },
  draft: '下書き',
  more: (count) => `他${count}件`,
  tax: '消費税',
  total: '合計',
  balance: '残高',
  steps: { created: '作成', approved: '承認', sent: '送付', paid: '入金' },
  crm: { synced: 'CRM同期済み', notSynced: 'CRM未同期' },
  accounting: { synced: '会計同期済み', notSynced: '会計未同期' },
  statuses: {
    draft: '下書き',
    pending_approval: '承認待ち',
    approved: '承認済み',
    issued: '発行済み',
    sent: '送付済み',
    partially_paid: '一部入金',
    overdue: '延滞',
    paid: '支払済み',
    credited: '相殺済み',
    disputed: '争議中',
    written_off: '償却済み',
    voiding: '取消処理中',
    voided: '取消済み',
    discarded: '破棄',
  },
};

/** The words of the card in both languages. */
export const CARD_TEXTS: Record<Locale, CardTexts> = { en: EN, ja: JA };

/** The display status in the card's language; a status that is not known yet is shown by its code. */
export function statusText({ locale, displayStatus }: InvoiceCard): string {
  const statuses: Partial<Record<string, string>> = CARD_TEXTS[locale].statuses;
  return statuses[displayStatus] ?? oneLineText(displayStatus);
}
