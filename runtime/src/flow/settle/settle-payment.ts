import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoiceBalances, invoices, payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { reverseAllocations } from './reverse-allocations.ts';

type PaymentRow = typeof payments.$inferSelect;

/**
 * Applies a received payment to its invoice, up to the balance; what is left stays unapplied on the payment.
 * A changed amount or a return reverses what was applied first. Running it twice applies nothing twice.
 * Throws `settlement.invoice_unknown` or `settlement.currency_differs`.
 */
export async function settlePayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [payment] = await tx.select().from(payments).where(eq(payments.id, input.paymentId)).for('update');
    if (payment === undefined)
      throw new AppError('record.not_found', { detail: 'There is no such payment.' });
    const invoice = await findInvoice(tx, payment);
    authorise(ctx, 'record_payment', invoice.entityId);
    if (invoice.currency !== payment.currency) throw new AppError('settlement.currency_differs');
    const wanted = payment.state === 'settled' ? payment.amountMinor : 0n;
    const applied = await appliedOf(tx, payment.id, invoice.id);
    if (applied === wanted) return;
    if (applied > 0n && (wanted === 0n || applied > wanted)) await reverseAllocations(tx, ctx, payment.id);
    const stillApplied = await appliedOf(tx, payment.id, invoice.id);
    const balance = await balanceOf(tx, invoice.id);
    const missing = wanted - stillApplied;
    const amountMinor = missing < balance ? missing : balance;
    if (amountMinor > 0n) {
      await tx.insert(allocations).values({
        organizationId: ctx.organizationId,
        id: ctx.deps.ids.next('allocation'),
        invoiceId: invoice.id,
        paymentId: payment.id,
        amountMinor,
        createdAt: ctx.deps.clock.now(),
      });
    }
    if (amountMinor <= 0n && stillApplied === applied) return;
    await tellSettlement(tx, ctx, invoice, payment, amountMinor);
  });
}

async function findInvoice(tx: Tx, payment: PaymentRow): Promise<InvoiceRow> {
  const [found] =
    payment.invoiceNumber === null
      ? []
      : await tx.select({ id: invoices.id }).from(invoices).where(eq(invoices.number, payment.invoiceNumber));
  if (found === undefined) {
    throw new AppError('settlement.invoice_unknown', {
      detail: `No invoice here has the number ${payment.invoiceNumber ?? '(none)'}.`,
    });
  }
  return getInvoiceForUpdate(tx, found.id);
}

async function appliedOf(tx: Tx, paymentId: string, invoiceId: string): Promise<bigint> {
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${allocations.amountMinor}), 0)::text` })
    .from(allocations)
    .where(and(eq(allocations.paymentId, paymentId), eq(allocations.invoiceId, invoiceId)));
  return BigInt(row?.sum ?? '0');
}

async function balanceOf(tx: Tx, invoiceId: string): Promise<bigint> {
  const [row] = await tx
    .select({ balanceMinor: invoiceBalances.balanceMinor })
    .from(invoiceBalances)
    .where(eq(invoiceBalances.invoiceId, invoiceId));
  return row?.balanceMinor ?? 0n;
}

async function tellSettlement(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  payment: PaymentRow,
  amountMinor: bigint,
): Promise<void> {
  const currency = currencyOf(invoice.currency);
  const balance = await balanceOf(tx, invoice.id);
  const data = {
    paymentId: payment.id,
    applied: moneyToText(money(amountMinor, currency)),
    balance: moneyToText(money(balance, currency)),
    currency: invoice.currency,
    receivedOn: payment.receivedOn,
  };
  const type =
    balance === 0n
      ? 'invoice.paid'
      : balance === invoice.payableMinor
        ? 'invoice.unpaid'
        : 'invoice.partially_paid';
  await recordAudit(tx, ctx, {
    action: 'payment.settle',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: data,
  });
  await recordEvent(tx, ctx, invoice.id, type, data);
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'sync_crm',
      key: invoice.id,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
}
