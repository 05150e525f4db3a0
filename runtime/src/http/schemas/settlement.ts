import { z } from '@hono/zod-openapi';
import { DEDUCTIONS } from '../../core/settlement/deductions.ts';
import { SetCollectionInput } from '../../flow/collect/set-collection.ts';
import { CloseDisputeInput } from '../../flow/dispute/close-dispute.ts';
import { OpenDisputeInput } from '../../flow/dispute/open-dispute.ts';
import { AllocatePaymentInput } from '../../flow/settle/allocate-payment.ts';
import { RefundInvoiceInput } from '../../flow/settle/apply-refund.ts';
import { RefundInput } from '../../flow/settle/book-refund.ts';
import { ActorView, Amount, Instant } from './common.ts';

const Reason = z.string().trim().min(1).max(1000);
const refund = {
  amount: '100.00',
  refundedOn: '2026-12-18',
  reason: 'Paid twice.',
  externalId: 'bank-out-2026-12-18-0003',
};

/** Where the unapplied money of a payment goes. */
export const AllocateBody = z.union(AllocatePaymentInput.options).openapi('AllocatePaymentBody', {
  description: 'Names invoices with their amounts, or lets the money go to the oldest due.',
  example: {
    allocations: [
      { invoiceId: 'inv_0198f1c27a4e7c119d5b2f6f3f1f9a10', amount: '990.00' },
      {
        invoiceId: 'inv_0198f1c27a4e7c119d5b2f6f3f1f9a11',
        amount: '990.00',
        deduction: { reason: 'bank_fee', amount: '10.00' },
      },
    ],
  },
});

/** Why something is taken back, asked for or rejected. */
export const ReasonBody = z
  .strictObject({ reason: Reason })
  .openapi('ReasonBody', { example: { reason: 'Booked on the wrong invoice.' } });

/** Why money went back by its payer's doing. */
export const ReturnPaymentBody = z
  .strictObject({ reason: Reason, isChargeback: z.boolean().default(false) })
  .openapi('ReturnPaymentBody', {
    description: 'A chargeback opens a dispute on each invoice that the money was on.',
    example: { reason: 'Direct debit returned: no funds.', isChargeback: false },
  });

/** Since when money is in that was on its way. */
export const SettlePaymentBody = z
  .strictObject({ receivedOn: z.iso.date() })
  .openapi('SettlePaymentBody', { example: { receivedOn: '2026-12-18' } });

/** Why money that was on its way never came. */
export const FailPaymentBody = z
  .strictObject({ reason: Reason })
  .openapi('FailPaymentBody', { example: { reason: 'The account has no funds.' } });

/** Unapplied money that was sent back. */
export const RefundPaymentBody = z
  .strictObject(RefundInput.shape)
  .openapi('RefundPaymentBody', { example: refund });

/** Money of an invoice that was sent back. */
export const RefundInvoiceBody = z.strictObject(RefundInvoiceInput.shape).openapi('RefundInvoiceBody', {
  description:
    'Without a credit note the invoice is owed again for as much. With `creditNoteId` what that note left to the customer is paid out.',
  example: refund,
});

/** A refund that was booked. */
export const RefundedSchema = z
  .object({
    refundId: z.string(),
    isNew: z.boolean().openapi({ description: 'False when it was booked before under this externalId.' }),
  })
  .openapi('RefundedMoney');

/** A command that a rule holds. */
export const HeldSchema = z
  .object({
    approvalId: z.string().openapi({ description: 'The request: once it is approved the command is run.' }),
  })
  .openapi('HeldCommand');

/** How much of the customer's account an invoice takes. */
export const AccountCreditBody = z
  .strictObject({
    amount: Amount.optional().openapi({ description: 'As much as there is and is owed, without.' }),
  })
  .openapi('AccountCreditBody', { example: {} });

/** How much it took. */
export const AccountCreditSchema = z.object({ applied: Amount }).openapi('AppliedAccountCredit');

const AccountPartSchema = z.object({
  kind: z.enum(['credit_note', 'payment']),
  id: z.string(),
  name: z.string().nullable(),
  date: z.iso.date().nullable(),
  amount: Amount,
});

/** What is on a customer's account. */
export const AccountSchema = z
  .object({
    items: z.array(
      z.object({
        entityId: z.string(),
        currency: z.string(),
        total: Amount,
        parts: z.array(AccountPartSchema),
      }),
    ),
  })
  .openapi('CustomerAccount');

const WriteOffSchema = z.object({
  id: z.string(),
  state: z.enum(['requested', 'approved', 'rejected', 'booked']),
  amount: Amount,
  booked: Amount.nullable(),
  reason: z.string(),
  requestedBy: ActorView,
  requestedAt: Instant,
  decidedBy: ActorView.nullable(),
  decisionReason: z.string().nullable(),
  bookedBy: ActorView.nullable(),
});

const DisputeSchema = z.object({
  id: z.string(),
  cause: z.enum(['customer', 'chargeback']),
  state: z.enum(['open', 'accepted', 'rejected', 'withdrawn']),
  positions: z.array(z.int()).nullable().openapi({ description: 'Null is the whole invoice.' }),
  amount: Amount,
  reason: z.string(),
  openedBy: ActorView,
  openedAt: Instant,
  closedBy: ActorView.nullable(),
  closedAt: Instant.nullable(),
  outcomeReason: z.string().nullable(),
  settledWith: z.enum(['credit_note', 'reissue']).nullable().openapi({
    description:
      'What an accepted one is settled with: a credit note, or voiding the invoice and issuing it again.',
  }),
  creditNoteId: z.string().nullable(),
  replacementId: z
    .string()
    .nullable()
    .openapi({ description: 'The document in place of the voided invoice, once it is drafted.' }),
  reopenedAsId: z.string().nullable().openapi({
    description:
      'A ledger refused the void that it was accepted with: the dispute that is open for it since.',
  }),
  reopensId: z
    .string()
    .nullable()
    .openapi({ description: 'The accepted dispute that this one opens again.' }),
  reopenedBecause: z.string().nullable().openapi({ description: 'What the ledger said.' }),
});

const BookingSchema = z
  .object({
    entryId: z.string(),
    kind: z.enum(['write_off', 'refund']),
    amount: Amount,
    connectionId: z.string(),
    connectionName: z.string(),
    state: z.enum(['waiting', 'booked', 'taken_back', 'drift', 'failed', 'by_hand']),
    externalId: z.string().nullable(),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .openapi({
    description:
      'Where a loss or a refund stands in a ledger. `by_hand`: a refund without a credit note, which is entered there by hand.',
  });

/** The money of one invoice. */
export const SettlementSchema = z
  .object({
    invoiceId: z.string(),
    currency: z.string(),
    entries: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['payment', 'credit_note', 'deduction', 'write_off']),
        sourceId: z.string(),
        name: z.string().nullable(),
        deduction: z.enum(DEDUCTIONS).nullable(),
        amount: Amount,
        reversesId: z.string().nullable(),
        isReversed: z.boolean(),
        isReversible: z.boolean(),
        at: Instant,
      }),
    ),
    refunds: z.array(
      z.object({
        id: z.string(),
        amount: Amount,
        refundedOn: z.iso.date(),
        reason: z.string(),
        reference: z.string().nullable(),
      }),
    ),
    pending: z
      .array(
        z.object({
          paymentId: z.string(),
          amount: Amount,
          since: z.iso.date(),
          reference: z.string().nullable(),
        }),
      )
      .openapi({ description: 'Payments on their way; they settle nothing yet.' }),
    account: z.object({ total: Amount, parts: z.array(AccountPartSchema) }),
    writeOffs: z.array(WriteOffSchema),
    bookings: z.array(BookingSchema),
    disputes: z.array(DisputeSchema),
    collection: z
      .object({
        status: z.enum(['normal', 'paused', 'promised', 'escalated']),
        until: z.iso.date().nullable(),
        promised: Amount.nullable(),
        reason: z.string().nullable(),
        changedBy: ActorView,
        changedAt: Instant,
      })
      .nullable()
      .openapi({ description: 'What was said last; the standing tells what holds today.' }),
  })
  .openapi('InvoiceSettlement');

/** A decision on a write-off; whether a reason is needed is said by the verb, with its own code. */
export const DecideWriteOffBody = z
  .strictObject({ reason: z.string().max(1000).optional() })
  .openapi('DecideWriteOffBody', { example: { reason: 'They pay in January.' } });

/** What a customer disputes. */
export const OpenDisputeBody = z.strictObject(OpenDisputeInput.shape).openapi('OpenDisputeBody', {
  description: 'Without an amount it is what is owed; without positions it is about the whole invoice.',
  example: { reason: 'Two seats were never used.', amount: '200.00', positions: [1] },
});

/** How a dispute ends. */
export const CloseDisputeBody = z
  .discriminatedUnion('outcome', CloseDisputeInput.options)
  .openapi('CloseDisputeBody', {
    description:
      'To accept one is an approval. It is settled with a credit note of the invoice, or (`settledWith: reissue`) the invoice is voided and drafted again, which is refused while money or a credit note is on it.',
    example: { outcome: 'accepted', settledWith: 'reissue', reason: 'It names the wrong purchase order.' },
  });

/** What is to become of collecting the invoice. */
export const CollectionBody = z
  .discriminatedUnion('status', SetCollectionInput.options)
  .openapi('CollectionBody', {
    example: { status: 'promised', until: '2026-12-28', amount: '1400.00' },
  });

const aged = {
  notDue: Amount,
  overdue: z.object({ '1-30': Amount, '31-60': Amount, '61-90': Amount, over_90: Amount }),
  total: Amount,
  disputed: Amount.openapi({ description: 'What of the total is in dispute.' }),
};

/** Receivables by age. */
export const AgingSchema = z
  .object({
    sums: z.array(z.object({ entityId: z.string(), currency: z.string(), asOf: z.iso.date(), ...aged })),
    rows: z.array(
      z.object({
        customerId: z.string(),
        customerName: z.string(),
        entityId: z.string(),
        currency: z.string(),
        ...aged,
        daysOverdue: z.int(),
        overdueLevel: z.string().nullable(),
      }),
    ),
    hasMore: z.boolean(),
  })
  .openapi('AgingReport');
