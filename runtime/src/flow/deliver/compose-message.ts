import type { InvoiceDocument, Locale } from '../../core/invoice/document.ts';
import { formatMoneyWithSymbol } from '../../core/money/format-money-with-symbol.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { sendAttempts } from '../../db/schema/index.ts';
import type { EmailMessage } from '../ports.ts';

type Texts = { subject: string; greeting: string; body: string[]; closing: string };

/** Writes the mail of an invoice in its language, with the issued PDF attached. */
export function composeMessage(
  document: InvoiceDocument,
  attempt: typeof sendAttempts.$inferSelect,
  pdf: Uint8Array,
): EmailMessage {
  const texts = TEXTS[document.locale](document, totalText(document));
  const addressed = (role: 'bill_to' | 'copy') =>
    attempt.recipients
      .filter((recipient) => recipient.role === role)
      .map((recipient) => ({ name: recipient.name, address: recipient.email }));
  const to = addressed('bill_to');
  const copies = addressed('copy');
  const from = { name: document.seller.name, address: document.seller.email ?? 'invoices@localhost' };
  return {
    messageId: attempt.messageId,
    from,
    to: to.length > 0 ? to : copies,
    ...(to.length > 0 && copies.length > 0 ? { cc: copies } : {}),
    subject: texts.subject,
    text: [texts.greeting, '', ...texts.body, '', texts.closing, document.seller.name].join('\n'),
    attachments: [
      { filename: `${document.number ?? document.id}.pdf`, mediaType: 'application/pdf', bytes: pdf },
    ],
  };
}

function totalText(document: InvoiceDocument): string {
  const total = parseMoneyText(document.totals.payable, currencyOf(document.currency));
  return total.ok ? formatMoneyWithSymbol(total.value, document.locale) : document.totals.payable;
}

const TEXTS: Record<Locale, (document: InvoiceDocument, total: string) => Texts> = {
  en: (document, total) => ({
    subject: `Invoice ${document.number} from ${document.seller.name}`,
    greeting: `Dear ${document.recipients[0]?.name ?? document.buyer.name},`,
    body: [
      `Please find attached invoice ${document.number} for ${total}.`,
      `Payment is due on ${document.dueDate}.`,
    ],
    closing: 'Kind regards,',
  }),
  ja: (document, total) => ({
    subject: `【${document.seller.name}】請求書 ${document.number}`,
    greeting: `${document.buyer.name}\n${document.recipients[0]?.name ?? 'ご担当者'} 様`,
    body: [
      'いつもお世話になっております。',
      `請求書 ${document.number}(ご請求金額 ${total} 税込)をお送りいたします。`,
      `お支払期限は ${document.dueDate} です。ご査収のほどよろしくお願いいたします。`,
    ],
    closing: '',
  }),
};
