import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { DEDUCTIONS } from '../../core/settlement/deductions.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { allocateByHand, type PartByHand } from './allocate-by-hand.ts';
import type { PaymentRow } from './find-misfit.ts';
import { loadUnapplied } from './load-unapplied.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { readAmount } from './read-amount.ts';
import { spreadRest } from './spread-rest.ts';

/** What the payer kept of what is owed, and why. */
export const DeductionInput = z.strictObject({ reason: z.enum(DEDUCTIONS), amount: z.string().max(40) });
export type DeductionInput = z.infer<typeof DeductionInput>;

/** Where the unapplied money of a payment goes: to named invoices, or to the oldest due. */
export const AllocatePaymentInput = z.union([
  z.strictObject({
    allocations: z
      .array(
        z.strictObject({
          invoiceId: z.string().max(64),
          amount: z.string().max(40),
          deduction: DeductionInput.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  z.strictObject({ order: z.literal('oldest_due') }),
]);
export type AllocatePaymentInput = z.infer<typeof AllocatePaymentInput>;

/**
 * Applies unapplied money of a payment to invoices that a person names, or to the customer's oldest due: all of it or
 * nothing. Throws `settlement.exceeds` for more than is left or owed, `settlement.not_possible` for money that is not in
 * or an invoice that takes none of it, `settlement.currency_differs`.
 */
export async function allocatePayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AllocatePaymentInput & { paymentId: string };
}): Promise<PaymentView> {
  authorise(ctx, 'record_payment');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const payment = await lockPayment(tx, ctx, input.paymentId);
    if (payment.state !== 'settled') {
      throw new AppError('settlement.not_possible', { detail: NOT_IN[payment.state] });
    }
    if ('order' in input) await spreadRest(tx, ctx, payment);
    else await applyParts(tx, ctx, payment, input.allocations);
    const { organizationId, requestId } = ctx;
    // A payment that fitted nobody failed to settle: what a person did settles that, too.
    await ctx.deps.jobs.enqueue(tx, [
      {
        stage: 'settle',
        key: payment.invoiceNumber ?? payment.id,
        payload: { organizationId, requestId, paymentId: payment.id },
      },
    ]);
    return loadPayment(tx, ctx, payment.id);
  });
}

const NOT_IN = {
  processing: 'The money of this payment is on its way still.',
  failed: 'The money of this payment never came.',
  returned: 'The money of this payment went back.',
} as const;

type AskedPart = Extract<AllocatePaymentInput, { allocations: unknown }>['allocations'][number];

async function applyParts(tx: Tx, ctx: Ctx, payment: PaymentRow, asked: readonly AskedPart[]): Promise<void> {
  const parts = asked.map((part, index) => readPart(part, payment.currency, `/allocations/${index}`));
  const sumMinor = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (sumMinor > (await loadUnapplied(tx, payment))) {
    throw new AppError('settlement.exceeds', { detail: 'The payment has less left than this.' });
  }
  const locked = await lockInvoices(
    tx,
    ctx,
    'record_payment',
    parts.map(({ invoiceId }) => invoiceId),
  );
  let known = payment;
  for (const { invoiceId, ...part } of parts) {
    const invoice = locked.find(({ id }) => id === invoiceId);
    assert(invoice !== undefined, 'every named invoice is locked');
    await allocateByHand(tx, ctx, { payment: known, invoice, part });
    known = await putOnAccount(tx, known, invoice);
  }
}

function readPart(part: AskedPart, currency: string, pointer: string): PartByHand & { invoiceId: string } {
  const { invoiceId, amount, deduction } = part;
  const { amountMinor } = readAmount(amount, currency, `${pointer}/amount`);
  if (deduction === undefined) return { invoiceId, amountMinor };
  const kept = readAmount(deduction.amount, currency, `${pointer}/deduction/amount`);
  return { invoiceId, amountMinor, deduction: { reason: deduction.reason, amountMinor: kept.amountMinor } };
}

/** A payment that fitted nobody is on the account of the first invoice that a person put it on. */
async function putOnAccount(tx: Tx, payment: PaymentRow, invoice: InvoiceRow): Promise<PaymentRow> {
  if (payment.customerId !== null) return payment;
  const account = { customerId: invoice.customerId, entityId: invoice.entityId };
  await tx.update(payments).set(account).where(eq(payments.id, payment.id));
  return { ...payment, ...account };
}
