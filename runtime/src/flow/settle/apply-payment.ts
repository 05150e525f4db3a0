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
import { tellSettlement } from './tell-settlement.ts';

/**
 * Applies a payment to its invoice within an open transaction, and takes back what is applied elsewhere, but for what a
 * person put there. Returns why it fits no invoice, when it does not: what was taken back stays so, whether or not the
 * payment finds a new place.
 */
export async function applyPayment(tx: Tx, ctx: Ctx, paymentId: string): Promise<AppError | undefined> {
  const payment = await lockPayment(tx, ctx, paymentId);
  const live = await findLiveAllocations(tx, payment.id);
  const named = await findNamedInvoiceId(tx, payment);
  const ids = [...live.map((entry) => entry.invoiceId), ...named];
  const touched = await lockInvoices(tx, ctx, 'record_payment', ids);
  const candidate = touched.find(({ id }) => named.includes(id));
  const isForNamed = payment.state !== 'returned' && payment.invoiceNumber !== null;
  const misfit = isForNamed ? await findMisfit(tx, payment, candidate) : undefined;
  const wanted = misfit === undefined ? candidate : undefined;
  const availableMinor = payment.amountMinor - (await loadRefunded(tx, payment.id));
  const wrong = findWrong(live, payment, wanted, availableMinor);
  const kept = live.filter((entry) => !wrong.includes(entry));
  await putOnAccount(tx, payment, wanted, kept);
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
  return kept.some(({ isByHand }) => isByHand) ? undefined : misfit;
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

/** What must be taken back: what nobody put on other invoices, and everything when more is applied than there is. */
function findWrong(
  live: readonly AllocationRow[],
  payment: PaymentRow,
  wanted: InvoiceRow | undefined,
  availableMinor: bigint,
): AllocationRow[] {
  if (payment.state === 'returned') return [...live];
  const right = live.filter((entry) => entry.isByHand || entry.invoiceId === wanted?.id);
  return sumOfCash(right) > availableMinor ? [...live] : live.filter((entry) => !right.includes(entry));
}

/** What a payment has left is on the account of the customer whose invoice it is for, or was put on by hand. */
async function putOnAccount(
  tx: Tx,
  payment: PaymentRow,
  wanted: InvoiceRow | undefined,
  kept: readonly AllocationRow[],
): Promise<void> {
  if (payment.state === 'returned' || payment.invoiceNumber === null) return;
  if (wanted === undefined && kept.some(({ isByHand }) => isByHand)) return;
  const customerId = wanted?.customerId ?? null;
  const entityId = wanted?.entityId ?? null;
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
