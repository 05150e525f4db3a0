import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoices, payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { findMisfit, type PaymentRow } from './find-misfit.ts';
import { type AllocationRow, findLiveAllocations } from './live-allocations.ts';
import { loadBalance } from './load-balance.ts';
import { reverseAllocations } from './reverse-allocations.ts';
import { settleWaitingPayments } from './settle-waiting-payments.ts';
import { tellSettlement } from './tell-settlement.ts';

/**
 * Applies a payment to its invoice within an open transaction, and takes back what is applied elsewhere. Returns why
 * it fits no invoice, when it does not: what was taken back stays so, whether or not the payment finds a new place.
 */
export async function applyPayment(tx: Tx, ctx: Ctx, paymentId: string): Promise<AppError | undefined> {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update');
  if (payment === undefined) throw new AppError('record.not_found', { detail: 'There is no such payment.' });
  const live = await findLiveAllocations(tx, payment.id);
  const named = await findNamedInvoiceId(tx, payment);
  const touched = await lockInvoices(tx, ctx, [...live.map((entry) => entry.invoiceId), ...named]);
  const candidate = touched.find(({ id }) => named.includes(id));
  const misfit = payment.state === 'returned' ? undefined : await findMisfit(tx, payment, candidate);
  const wanted = misfit === undefined ? candidate : undefined;
  const wrong = findWrong(live, payment, wanted);
  await reverseAllocations(tx, ctx, wrong);
  const kept = sumOf(live.filter((entry) => !wrong.includes(entry)));
  const appliedMinor = wanted === undefined ? 0n : await applyRest(tx, ctx, payment, wanted, kept);
  for (const invoice of touched) {
    const reversedMinor = sumOf(wrong.filter((entry) => entry.invoiceId === invoice.id));
    const applied = invoice.id === wanted?.id ? appliedMinor : 0n;
    if (reversedMinor === 0n && applied === 0n) continue;
    await tellSettlement(tx, ctx, payment, { invoice, appliedMinor: applied, reversedMinor });
    if (reversedMinor > applied) await settleWaitingPayments(tx, ctx, invoice, payment.id);
  }
  return misfit;
}

/** The invoice that a payment names, as a list of none or one; money that went back belongs to none. */
async function findNamedInvoiceId(tx: Tx, payment: PaymentRow): Promise<string[]> {
  if (payment.state === 'returned' || payment.invoiceNumber === null) return [];
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(eq(invoices.number, payment.invoiceNumber));
  return rows.map((row) => row.id);
}

/** In the order of their ids, so that two payments that swap their invoices wait for each other and do not deadlock. */
async function lockInvoices(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<InvoiceRow[]> {
  const locked: InvoiceRow[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const invoice = await getInvoiceForUpdate(tx, id);
    authorise(ctx, 'record_payment', invoice.entityId);
    locked.push(invoice);
  }
  return locked;
}

/** What must be taken back: everything on other invoices, and everything when more is applied than was received. */
function findWrong(
  live: readonly AllocationRow[],
  payment: PaymentRow,
  wanted: InvoiceRow | undefined,
): AllocationRow[] {
  const onWanted = live.filter((entry) => entry.invoiceId === wanted?.id);
  return sumOf(onWanted) > payment.amountMinor
    ? [...live]
    : live.filter((entry) => entry.invoiceId !== wanted?.id);
}

const sumOf = (entries: readonly AllocationRow[]): bigint =>
  entries.reduce((sum, entry) => sum + entry.amountMinor, 0n);

async function applyRest(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  invoice: InvoiceRow,
  alreadyMinor: bigint,
): Promise<bigint> {
  const balance = await loadBalance(tx, invoice.id);
  const missing = payment.amountMinor - alreadyMinor;
  const isCovered = missing <= balance;
  const amountMinor = isCovered ? missing : balance;
  if (amountMinor <= 0n) return 0n;
  await tx.insert(allocations).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('allocation'),
    invoiceId: invoice.id,
    paymentId: payment.id,
    amountMinor,
    createdAt: ctx.deps.clock.now(),
  });
  return amountMinor;
}
