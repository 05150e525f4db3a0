import { z } from 'zod';
import type { HeldCommand } from '../../core/invoice/held-commands.ts';
import { mailLine } from '../../core/mail-line.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { LocalText } from '../../core/rules/rule-set.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { EmailMessage } from '../ports.ts';
import { type CommandView, toCommandView } from '../read/command-view.ts';
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

/** What is held, in both languages: a subject has one line for both. */
const COMMANDS = {
  refund: 'Refund / 返金',
  void: 'Void / 取消',
  correct: 'Correction / 訂正',
  write_off: 'Write-off / 貸倒',
} as const satisfies Record<HeldCommand, string>;

const amountOf = ({ amount }: CommandView, { currency }: { currency: string }): string =>
  amount === null ? '' : ` ${currency} ${amount}`;

/**
 * The mail that asks for an approval, in English and Japanese: a person of an organization has no language on record.
 * Its link opens the invoice for whoever is signed in and decides nothing. The Message-ID is the same for every try.
 */
export function approvalMail(asking: ApprovalAsking): EmailMessage {
  const { request, invoice, seller, asked, why, publicBaseUrl } = asking;
  const domain = new URL(publicBaseUrl).hostname;
  const page = `${publicBaseUrl}/invoices/${invoice.id}`;
  const command = toCommandView(request);
  const total = `${invoice.currency} ${moneyToText(money(invoice.payableMinor, currencyOf(invoice.currency)))}`;
  const doubt = DoubtOf.safeParse(request.explanation).data?.doubt;
  const of = `${mailLine(seller)} → ${mailLine(invoice.buyer.name)}, ${total}`;
  const about = command === null ? of : `${COMMANDS[command.name]}${amountOf(command, invoice)}: ${of}`;
  return {
    messageId: `<${request.id}.${why}@${domain}>`,
    from: { name: 'Seikyu', address: `seikyu@${domain}` },
    to: asked.map(({ name, email }) => ({ name: mailLine(name), address: email })),
    subject: `${SUBJECTS[why]}: ${about}`,
    text: [
      about,
      '',
      REASONS[why].en,
      ...(command === null ? [] : [`It is done once it is approved. Reason: ${mailLine(command.reason)}`]),
      ...(doubt === undefined ? [] : [`The rules could not judge it: ${doubt.en}`]),
      `Look at it and decide: ${page}`,
      '',
      REASONS[why].ja,
      ...(command === null ? [] : [`承認されると実行されます。理由: ${mailLine(command.reason)}`]),
      ...(doubt === undefined ? [] : [`ルールで判定できません: ${doubt.ja}`]),
      `内容の確認と決定: ${page}`,
      '',
    ].join('\n'),
    attachments: [],
  };
}
