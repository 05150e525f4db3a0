import type { DocumentType, InvoiceDocument, Locale } from '../../core/invoice/document.ts';
import { mailLine } from '../../core/mail-line.ts';

/** What a mail says around its attachment. */
export type MailTexts = { subject: string; greeting: string; body: string[]; closing: string };

type Write = (document: InvoiceDocument, total: string) => MailTexts;

/** What an invoice is called, by language. */
const NAMES: Record<Locale, Partial<Record<DocumentType, string>> & { invoice: string }> = {
  en: { invoice: 'invoice', deposit: 'deposit invoice', final: 'final invoice' },
  ja: { invoice: '請求書', deposit: '前受金請求書', final: '最終請求書' },
};

const nameOf = ({ locale, type }: InvoiceDocument): string => NAMES[locale][type] ?? NAMES[locale].invoice;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The words of an invoice's mail, by language; `total` as it is printed. */
const INVOICE: Record<Locale, Write> = {
  en: (document, total) => ({
    subject: `${capitalised(nameOf(document))} ${document.number} from ${mailLine(document.seller.name)}`,
    greeting: greetingEn(document),
    body: [
      `Please find attached ${nameOf(document)} ${document.number} for ${total}.`,
      `Payment is due on ${document.dueDate}.`,
    ],
    closing: 'Kind regards,',
  }),
  ja: (document, total) => ({
    subject: `【${mailLine(document.seller.name)}】${nameOf(document)} ${document.number}`,
    greeting: greetingJa(document),
    body: [
      'いつもお世話になっております。',
      `${nameOf(document)} ${document.number}(ご請求金額 ${total} 税込)をお送りいたします。`,
      `お支払期限は ${document.dueDate} です。ご査収のほどよろしくお願いいたします。`,
    ],
    closing: '',
  }),
};

/** The same of a credit note, which asks for no payment. */
const CREDIT_NOTE: Record<Locale, Write> = {
  en: (document, total) => ({
    subject: `Credit note ${document.number} from ${mailLine(document.seller.name)}`,
    greeting: greetingEn(document),
    body: [
      `Please find attached credit note ${document.number} for ${total}, which credits invoice ${creditedBy(document)}.`,
    ],
    closing: 'Kind regards,',
  }),
  ja: (document, total) => ({
    subject: `【${mailLine(document.seller.name)}】返還請求書 ${document.number}`,
    greeting: greetingJa(document),
    body: [
      'いつもお世話になっております。',
      `請求書 ${creditedBy(document)} に対する返還請求書 ${document.number}(返還金額 ${total} 税込)をお送りいたします。`,
      'ご査収のほどよろしくお願いいたします。',
    ],
    closing: '',
  }),
};

/** What the mail of a document says, in the document's language. */
export function mailTexts(document: InvoiceDocument, total: string): MailTexts {
  const texts = document.type === 'credit_note' ? CREDIT_NOTE : INVOICE;
  return texts[document.locale](document, total);
}

const greetingEn = ({ recipients, buyer }: InvoiceDocument): string =>
  `Dear ${mailLine(recipients[0]?.name ?? buyer.name)},`;

const greetingJa = ({ recipients, buyer }: InvoiceDocument): string =>
  `${mailLine(buyer.name)}\n${mailLine(recipients[0]?.name ?? 'ご担当者')} 様`;

const creditedBy = ({ precedingInvoices = [] }: InvoiceDocument): string =>
  precedingInvoices
    .filter(({ isReplaced = false }) => !isReplaced)
    .map(({ number }) => number)
    .join(', ');
