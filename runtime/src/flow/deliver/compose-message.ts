import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { mailLine } from '../../core/mail-line.ts';
import { formatMoneyWithSymbol } from '../../core/money/format-money-with-symbol.ts';
import { negateMoney } from '../../core/money/negate-money.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { sendAttempts } from '../../db/schema/index.ts';
import type { EmailMessage } from '../ports.ts';
import { addressees } from './addressees.ts';
import { mailTexts } from './mail-texts.ts';

/** Writes the mail of an invoice in its language, with the issued PDF attached. */
export function composeMessage(
  document: InvoiceDocument,
  attempt: typeof sendAttempts.$inferSelect,
  pdf: Uint8Array,
): EmailMessage {
  const texts = mailTexts(document, totalText(document));
  const from = {
    name: mailLine(document.seller.name),
    address: document.seller.email ?? 'invoices@localhost',
  };
  return {
    messageId: attempt.messageId,
    from,
    ...addressees(attempt.recipients),
    subject: texts.subject,
    text: [texts.greeting, '', ...texts.body, '', texts.closing, document.seller.name].join('\n'),
    attachments: [
      { filename: `${document.number ?? document.id}.pdf`, mediaType: 'application/pdf', bytes: pdf },
    ],
  };
}

function totalText(document: InvoiceDocument): string {
  const { totals, currency, locale, type } = document;
  const payable = parseMoneyText(totals.payable, currencyOf(currency));
  if (!payable.ok) return totals.payable;
  // People are told what is given back, not an amount below zero.
  return formatMoneyWithSymbol(type === 'credit_note' ? negateMoney(payable.value) : payable.value, locale);
}
