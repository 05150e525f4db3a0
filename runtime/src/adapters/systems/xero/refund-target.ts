import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import { DateText, DecimalText } from '../../../core/invoice/document.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import { amountText } from './amount-text.ts';
import type { XeroPayment } from './api-types.ts';
import type { XeroClient } from './client.ts';
import { AMOUNT_DECIMALS } from './line-body.ts';
import { textToJsonNumber } from './text-to-json-number.ts';

/** A refund as it is written and read back; the reference is our id of it, by which it is found again. */
const RefundFields = z.strictObject({
  reference: z.string().min(1).max(255),
  creditNoteId: z.uuid(),
  refundedOn: DateText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: DecimalText,
});

/** Reads a refund by its id; a deleted one reads as undefined. */
export async function readRefund(client: XeroClient, paymentId: string): Promise<TargetRecord | undefined> {
  const payment = await client.findPayment(paymentId);
  return payment === undefined || payment.Status === 'DELETED' ? undefined : toRecord(payment);
}

/** Looks a refund up by its reference; two of one reference raise target.conflict. */
export async function findRefund(client: XeroClient, reference: string): Promise<TargetRecord | undefined> {
  const [first, second] = (await client.listRefunds(reference)).filter(({ Status }) => Status !== 'DELETED');
  if (second !== undefined) {
    throw new AppError('target.conflict', { detail: `Xero holds the refund ${reference} twice.` });
  }
  return first === undefined ? undefined : toRecord(first);
}

/**
 * Books money that went back as a payment of its credit note, which is how Xero refunds one (Xero, credit notes: "To
 * refund credit notes use the payments endpoint"). A payment is never changed there, so one that is known is left as it
 * is. Raises `connection.account_missing` when nobody said which account the money left from.
 */
export async function writeRefund(
  client: XeroClient,
  accountCode: string | undefined,
  { externalId, fields, operationKey }: TargetWrite,
): Promise<{ externalId: string }> {
  if (externalId !== undefined) return { externalId };
  if (accountCode === undefined) {
    throw new AppError('connection.account_missing', {
      detail: 'The connection names no bank account for refunds, so the refund is not booked in Xero.',
    });
  }
  const refund = RefundFields.safeParse(fields).data;
  assert(refund !== undefined, 'a refund has the fields that are written to Xero');
  const record = {
    CreditNote: { CreditNoteID: refund.creditNoteId },
    Account: { Code: accountCode },
    Date: refund.refundedOn,
    Amount: textToJsonNumber(refund.amount, AMOUNT_DECIMALS, '/amount'),
    Reference: refund.reference,
  };
  return { externalId: await client.save({ list: 'Payments', method: 'PUT', record, operationKey }) };
}

function toRecord(payment: XeroPayment): TargetRecord {
  const { InvoiceID: creditNoteId, CurrencyCode: currency } = payment.Invoice;
  const fields: z.infer<typeof RefundFields> = {
    reference: payment.Reference,
    creditNoteId,
    refundedOn: payment.Date,
    currency,
    amount: amountText(payment.Amount, currency),
  };
  return { externalId: payment.PaymentID, fields };
}
