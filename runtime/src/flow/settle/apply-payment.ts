import { eq } from 'drizzle-orm';
import type { AppError } from '../../core/app-error.ts';
import { smallerOf } from '../../core/money/smaller-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices, payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from './book-allocation.ts';
import { findMisfit, type PaymentRow } from './find-misfit.ts';
import { type AllocationRow, findLiveAllocations, sumOfCash } from './live-allocations.ts';
import { loadSums } from './load-sums.ts';
import { loadRefunded } from './load-unapplied.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { makeRoom, roomOf } from './make-room.ts';
import { reverseAllocations } from './reverse-allocations.ts';
import { settleWaitingPayments } from './settle-waiting-payments.ts';
import { tellPending } from './tell-pending.ts';
import { tellSettlement } from './tell-settlement.ts';

/**
 * Applies a payment that is in to its invoice within an open transaction, and takes back what is applied elsewhere, but for
 * what a person put there; what is on its way, or failed, is told to its invoice and settles nothing. Returns why it fits no invoice, when it does not: what was taken back stays so, whether or not the
 * payment finds a new place.
 */
export async function applyPayment(tx: Tx, ctx: Ctx, paymentId: string): Promise<AppError | undefined> {
  const payment = await lockPayment(tx, ctx, paymentId);
  const live = await findLiveAllocations(tx, payment.id);
  const named = await findNamedInvoiceId(tx, payment);
  const told = payment.pendingInvoiceId === null ? [] : [payment.pendingInvoiceId];
  const ids = [...live.map((entry) => entry.invoiceId), ...named, ...told];
  const touched = await lockInvoices(tx, ctx, 'record_payment', ids);
  const candidate = touched.find(({ id }) => named.includes(id));
  const isForNamed = payment.state !== 'returned' && payment.invoiceNumber !== null;
  const misfit = isForNamed ? await findMisfit(tx, payment, candidate) : undefined;
  const fitting = misfit === undefined ? candidate : undefined;
  await tellPending(tx, ctx, payment, { fitting, touched });
  const wanted = payment.state === 'settled' ? fitting : undefined;
  const availableMinor = payment.amountMinor - (await loadRefunded(tx, payment.id));
  const wrong = findWrong(live, payment, wanted, availableMinor);
  const kept = live.filter((entry) => !wrong.includes(entry));
  await putOnAccount(tx, payment, fitting, kept);
  const befores = new Map<string, Awaited<ReturnType<typeof loadSums>>>();
  for (const { id } of touched) befores.set(id, await loadSums(tx, id));
  await reverseAllocations(tx, ctx, wrong);
  const missingMinor = availableMinor - sumOfCash(kept);
  for (const invoice of touched) {
    const reversedMinor = sumOfCash(wrong.filter((entry) => entry.invoiceId === invoice.id));
    const isWanted = invoice.id === wanted?.id && !payment.isHeld;
    const appliedMinor = isWanted ? await applyRest(tx, ctx, payment, invoice, missingMinor) : 0n;
    const before = befores.get(invoice.id);
    if (before === undefined || (reversedMinor === 0n && appliedMinor === 0n)) continue;
    const cause = { paymentId: payment.id, receivedOn: payment.receivedOn };
    const settled = { invoice, before, action: 'payment.settle', cause, appliedMinor, reversedMinor };
    await tellSettlement(tx, ctx, settled);
    if (reversedMinor > appliedMinor) await settleWaitingPayments(tx, ctx, invoice, payment.id);
  }
  // Money that never came misses no invoice.
  const isNoneMissed = payment.state === 'failed' || kept.some(({ isByHand }) => isByHand);
  return isNoneMissed ? undefined : misfit;
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

/** What must be taken back: what nobody put on other invoices, and everything when more is applied than is in. */
function findWrong(
  live: readonly AllocationRow[],
  payment: PaymentRow,
  wanted: InvoiceRow | undefined,
  availableMinor: bigint,
): AllocationRow[] {
  if (payment.state !== 'settled') return [...live];
  const right = live.filter((entry) => entry.isByHand || entry.invoiceId === wanted?.id);
  return sumOfCash(right) > availableMinor ? [...live] : live.filter((entry) => !right.includes(entry));
}

/** What a payment has left is on the account of the customer whose invoice it is for, or was put on by hand. */
async function putOnAccount(
  tx: Tx,
  payment: PaymentRow,
  fitting: InvoiceRow | undefined,
  kept: readonly AllocationRow[],
): Promise<void> {
  if (payment.state === 'returned' || payment.state === 'failed' || payment.invoiceNumber === null) return;
  if (fitting === undefined && kept.some(({ isByHand }) => isByHand)) return;
  const customerId = fitting?.customerId ?? null;
  const entityId = fitting?.entityId ?? null;
  if (payment.customerId === customerId && payment.entityId === entityId) return;
  await tx.update(payments).set({ customerId, entityId }).where(eq(payments.id, payment.id));
}

async function applyRest(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  invoice: InvoiceRow,
  missingMinor: bigint,
): Promise<bigint> {
  const roomMinor = roomOf(await loadSums(tx, invoice.id));
  const amountMinor = smallerOf(missingMinor, roomMinor);
  if (amountMinor <= 0n) return 0n;
  await makeRoom(tx, ctx, invoice, amountMinor);
  await bookAllocation(tx, ctx, { invoiceId: invoice.id, paymentId: payment.id, amountMinor });
  return amountMinor;
}
