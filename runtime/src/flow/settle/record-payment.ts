import { z } from 'zod';
import type { AppError } from '../../core/app-error.ts';
import { SourceKey } from '../../core/canonical/texts.ts';
import { DateText } from '../../core/invoice/document.ts';
import { PaymentState } from '../../core/settlement/payment-state.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { lockSources } from '../map/source-link.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { DeductionInput } from './allocate-payment.ts';
import { applyPayment } from './apply-payment.ts';
import { bookDeduction } from './book-deduction.ts';
import { findOpenIds } from './find-open-ids.ts';
import { findPayer, type Payer } from './find-payer.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { invalidInput, readAmount } from './read-amount.ts';
import {
  findRecorded,
  insertRecorded,
  RECORDED,
  type RecordedPayment,
  toRecorded,
} from './recorded-payments.ts';
import { refuseFuture } from './refuse-future.ts';
import { spreadRest } from './spread-rest.ts';
import { tellAgain } from './tell-again.ts';

/**
 * Money that a person or a program received, or that is on its way: for one invoice, or from a customer for whatever is
 * due to a legal entity. `externalId` names it for good, so that it is booked once.
 */
export const RecordPaymentInput = z.strictObject({
  invoiceId: z.string().max(64).optional(),
  invoiceNumber: z.string().trim().min(1).max(100).optional(),
  customerId: z.string().max(64).optional(),
  /** With `customerId`: whose money it is now. */
  entityId: z.string().max(64).optional(),
  /** What the payer kept of the named invoice, and why; it settles the invoice beside the money. */
  deduction: DeductionInput.optional(),
  /** What no named invoice takes stays unapplied, or goes to the customer's open invoices, the oldest due first. */
  rest: z.enum(['keep', 'oldest_due']).default('keep'),
  amount: z.string().max(40),
  currency: z.string().max(3),
  /** Until it is in, the day on which it set out. */
  receivedOn: DateText,
  reference: z.string().trim().min(1).max(300).optional(),
  externalId: SourceKey,
  /** On its way, in, or never arrived; in where it is not said. */
  state: PaymentState.exclude(['returned']).optional(),
  /** Why it never arrived. */
  failureReason: z.string().trim().min(1).max(1000).optional(),
});
export type RecordPaymentInput = z.infer<typeof RecordPaymentInput>;

/**
 * Records a payment and applies it: to its invoice, as one that a ledger tells of, and where it is asked for, the rest to
 * the customer's oldest due invoices. What nothing takes stays unapplied on the customer's account; what is on its way is
 * shown and settles nothing. The same `externalId` is the same payment: with the same content it changes nothing, and one
 * that was on its way settles or fails by it, once. Throws `settlement.external_id_reused` for another content,
 * `settlement.not_possible` for the failure of what is in, `settlement.invoice_unknown`, `settlement.currency_differs`,
 * `settlement.exceeds` for a deduction above what is owed, or `request.invalid` for what cannot be.
 */
export async function recordPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RecordPaymentInput;
}): Promise<{ payment: PaymentView; isNew: boolean }> {
  authorise(ctx, 'record_payment');
  const amount = readAmount(input.amount, input.currency);
  refuseFuture(ctx, input.receivedOn, '/receivedOn');
  refuseTooEarly(input);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(tx, ctx, [{ ...RECORDED, externalId: input.externalId }]);
    const payer = await findPayer(tx, ctx, input);
    const recorded = toRecorded(input, amount, payer);
    const known = await findRecorded(tx, ctx, input.externalId);
    const lockedIds = await lockTouched(tx, ctx, payer, input);
    if (known !== undefined) {
      const hasMoved = await tellAgain(tx, ctx, known, recorded);
      if (hasMoved) await apply(tx, ctx, known.id, { input, recorded, lockedIds });
      return { payment: await loadPayment(tx, ctx, known.id), isNew: false };
    }
    const id = await insertRecorded(tx, ctx, recorded);
    await apply(tx, ctx, id, { input, recorded, lockedIds });
    return { payment: await loadPayment(tx, ctx, id), isNew: true };
  });
}

/** What is decided about money that is in cannot be said before, nor why it failed when it did not. */
function refuseTooEarly({ state = 'settled', deduction, rest, failureReason }: RecordPaymentInput): void {
  if (state !== 'settled') {
    if (deduction !== undefined) throw invalidInput('/deduction', 'is said once the money is in');
    if (rest !== 'keep') throw invalidInput('/rest', 'is said once the money is in');
  }
  if (state !== 'failed' && failureReason !== undefined) {
    throw invalidInput('/failureReason', 'is only of a payment that failed');
  }
}

/**
 * Locks the named invoice and those that the rest goes to in one order: locked one after the other as they are settled,
 * two receipts that name each other's rest would deadlock. What becomes open meanwhile waits for the next receipt.
 */
async function lockTouched(
  tx: Tx,
  ctx: Ctx,
  { customerId, entityId, invoice }: Payer,
  { rest, currency }: RecordPaymentInput,
): Promise<string[]> {
  const open = rest === 'oldest_due' ? await findOpenIds(tx, { customerId, entityId, currency }) : [];
  const named = invoice === null ? [] : [invoice.id];
  const locked = await lockInvoices(tx, ctx, 'record_payment', [...named, ...open]);
  return locked.map(({ id }) => id);
}

type ToApply = { input: RecordPaymentInput; recorded: RecordedPayment; lockedIds: readonly string[] };

/** Nobody waits for another system here: what does not fit is refused at once, and nothing is kept of it. */
async function apply(
  tx: Tx,
  ctx: Ctx,
  paymentId: string,
  { input: { deduction, rest, currency }, recorded: { payer }, lockedIds }: ToApply,
): Promise<void> {
  if (payer.invoice !== null) {
    const misfit: AppError | undefined = await applyPayment(tx, ctx, paymentId);
    if (misfit !== undefined) throw misfit;
  }
  if (payer.invoice !== null && deduction !== undefined) {
    const { amountMinor } = readAmount(deduction.amount, currency, '/deduction/amount');
    const { reason } = deduction;
    const { invoice } = payer;
    await bookDeduction(tx, ctx, { paymentId, invoice, deduction: { reason, amountMinor } });
  }
  if (rest === 'oldest_due') await spreadRest(tx, ctx, await lockPayment(tx, ctx, paymentId), lockedIds);
}
