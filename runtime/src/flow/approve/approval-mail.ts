import { z } from 'zod';
import { mailLine } from '../../core/mail-line.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { LocalText } from '../../core/rules/rule-set.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { EmailMessage } from '../ports.ts';
import type { ApprovalRequestRow } from './go-to-next-step.ts';
import type { AskedPerson } from './load-asked.ts';

/** What somebody is asked to decide, and why they are written to now. */
export type ApprovalAsking = {
  request: ApprovalRequestRow;
  invoice: Pick<InvoiceRow, 'id' | 'buyer' | 'currency' | 'payableMinor'>;
  /** Name of the legal entity. */
  seller: string;
  asked: readonly AskedPerson[];
  why: 'asked' | 'reminder' | 'escalation';
  publicBaseUrl: string;
};

/** Why the rules could not judge an invoice, where its explanation says so. */
const DoubtOf = z.object({ doubt: LocalText });

const SUBJECTS = {
  asked: 'Approval needed / 承認のお願い',
  reminder: 'Reminder: approval needed / 再通知:承認のお願い',
  escalation: 'Overdue: approval needed / 期限超過:承認のお願い',
} as const;

const REASONS = {
  asked: { en: 'It needs your approval.', ja: '承認が必要です。' },
  reminder: { en: 'It still waits for an approval.', ja: '引き続き承認待ちです。' },
  escalation: {
    en: 'It was not decided in time, so more people are asked.',
    ja: '期限までに決定されなかったため、対象者を広げて通知しています。',
  },
} as const;

/**
 * The mail that asks for an approval, in English and Japanese: a person of an organization has no language on record.
 * Its link opens the invoice for whoever is signed in and decides nothing. The Message-ID is the same for every try.
 */
export function approvalMail(asking: ApprovalAsking): EmailMessage {
  const { request, invoice, seller, asked, why, publicBaseUrl } = asking;
  const domain = new URL(publicBaseUrl).hostname;
  const page = `${publicBaseUrl}/invoices/${invoice.id}`;
  const amount = `${invoice.currency} ${moneyToText(money(invoice.payableMinor, currencyOf(invoice.currency)))}`;
  const doubt = DoubtOf.safeParse(request.explanation).data?.doubt;
  const about = `${mailLine(seller)} → ${mailLine(invoice.buyer.name)}, ${amount}`;
  return {
    messageId: `<${request.id}.${why}@${domain}>`,
    from: { name: 'Seikyu', address: `seikyu@${domain}` },
    to: asked.map(({ name, email }) => ({ name: mailLine(name), address: email })),
    subject: `${SUBJECTS[why]}: ${about}`,
    text: [
      about,
      '',
      REASONS[why].en,
      ...(doubt === undefined ? [] : [`The rules could not judge it: ${doubt.en}`]),
      `Look at it and decide: ${page}`,
      '',
      REASONS[why].ja,
      ...(doubt === undefined ? [] : [`ルールで判定できません: ${doubt.ja}`]),
      `内容の確認と決定: ${page}`,
      '',
    ].join('\n'),
    attachments: [],
  };
}
