import { daysBetween } from '../../core/civil-date.ts';
import type { Locale, Party, PaymentInstructions, Recipient } from '../../core/invoice/document.ts';
import { mailLine } from '../../core/mail-line.ts';
import { formatMoneyWithSymbol } from '../../core/money/format-money-with-symbol.ts';
import { money } from '../../core/money/money.ts';
import type { ReminderPolicy, Tone } from '../../core/reminders/reminder-policy.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { REMINDER_TEXTS } from './reminder-texts.ts';

/** What a reminder is written from. */
export type ReminderContent = {
  locale: Locale;
  tone: Tone;
  texts: ReminderPolicy['texts'];
  seller: Pick<Party, 'name'>;
  buyer: Pick<Party, 'name'>;
  recipients: readonly Recipient[];
  payTo: PaymentInstructions | null;
  currency: string;
  today: string;
  items: readonly { number: string; dueDate: string; owedMinor: bigint }[];
};

/** Writes subject and text of a reminder: what is owed, by when, in all, and where to pay it. */
export function composeReminder(content: ReminderContent): { subject: string; body: string } {
  const { locale, tone, seller, buyer, recipients, today, items, payTo } = content;
  const texts = REMINDER_TEXTS[locale];
  const amountText = (amountMinor: bigint): string =>
    formatMoneyWithSymbol(money(amountMinor, currencyOf(content.currency)), locale);
  const total = amountText(items.reduce((sum, { owedMinor }) => sum + owedMinor, 0n));
  const named = recipients.find(({ role }) => role === 'bill_to')?.name;
  const contact = named === undefined ? undefined : mailLine(named);
  const lines = items.map(({ number, dueDate, owedMinor }) =>
    texts.item({
      number,
      dueDate,
      daysLate: daysBetween(dueDate, today),
      amount: amountText(owedMinor),
    }),
  );
  return {
    subject: texts.subject(mailLine(seller.name), total),
    body: [
      texts.greeting(mailLine(buyer.name), contact),
      '',
      content.texts[locale]?.[tone] ?? texts.openings[tone],
      '',
      ...lines,
      '',
      texts.total(total),
      ...(payTo === null ? [] : ['', texts.payTo, ...bankLines(payTo)]),
      '',
      texts.paidAlready,
      '',
      texts.closing,
      seller.name,
    ].join('\n'),
  };
}

const bankLines = (bank: PaymentInstructions): string[] =>
  [
    [bank.bankName, bank.branch].filter((part) => part !== undefined).join(' '),
    [bank.accountType, bank.accountNumber, bank.routing].filter((part) => part !== undefined).join(' '),
    bank.accountName,
  ].filter((line) => line !== '');
