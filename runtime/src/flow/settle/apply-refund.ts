import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { takeInOrder } from '../../core/settlement/take-in-order.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { enqueueMoneyEntries } from '../sync/enqueue-money-entries.ts';
import { bookAllocation } from './book-allocation.ts';
import { bookRefund, RefundInput } from './book-refund.ts';
import { type AllocationRow, findLiveOfInvoice, sumOfCash } from './live-allocations.ts';
import { loadBalance } from './load-balance.ts';
import { loadSums } from './load-sums.ts';
import { lockRefund } from './lock-refund.ts';
import { readAmount } from './read-amount.ts';
import { reverseAllocations } from './reverse-allocations.ts';
import { tellSettlement } from './tell-settlement.ts';

/** A refund of an invoice: of its money, or, with a credit note of it, of what that note left to the customer. */
export const RefundInvoiceInput = RefundInput.extend({ creditNoteId: z.string().max(64).optional() });
export type RefundInvoiceInput = z.infer<typeof RefundInvoiceInput>;

/** A refund that is booked now, or was before. */
export type BookedRefund = { refundId: string; isNew: boolean };

/** Books a refund of an invoice in a transaction of the caller; what it does and throws is told of `refundInvoice`. */
export async function applyRefund(
  tx: Tx,
  ctx: Ctx,
  { creditNoteId, invoiceId, ...asked }: RefundInvoiceInput & { invoiceId: string },
): Promise<BookedRefund> {
  const { currency } = await getInvoiceRow(tx, invoiceId);
  const amount = readAmount(asked.amount, currency);
  const live = await lockAll(tx, ctx, invoiceId, creditNoteId);
  const { invoice, creditNote } = live;
  const { customerId, entityId } = invoice;
  const source =
    creditNote === undefined
      ? { kind: 'invoice' as const, id: invoiceId }
      : { kind: 'credit_note' as const, id: creditNote.id };
  const of = { customerId, entityId, invoiceId, amount, source };
  const { id, isNew } = await bookRefund(tx, ctx, { of, input: asked });
  if (!isNew) return { refundId: id, isNew };
  const refund = { id, amountMinor: amount.amountMinor, reason: asked.reason };
  if (creditNote === undefined) await refundCash(tx, ctx, live.invoice, live.entries, refund);
  else await refundCredit(tx, ctx, invoice, creditNote, refund);
  return { refundId: id, isNew };
}

type Locked = { invoice: InvoiceRow; creditNote: InvoiceRow | undefined; entries: AllocationRow[] };

/** What is live is read again under the locks. */
async function lockAll(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  creditNoteId: string | undefined,
): Promise<Locked> {
  const { paymentIds, locked } = await lockRefund(tx, ctx, { invoiceId, creditNoteId });
  const invoice = locked.find(({ id }) => id === invoiceId);
  const creditNote = locked.find(({ id }) => id === creditNoteId);
  if (invoice === undefined) throw new AppError('invoice.not_found');
  if (creditNote !== undefined && creditNote.creditsInvoiceId !== invoiceId) {
    throw new AppError('settlement.not_possible', { detail: 'This is no credit note of the invoice.' });
  }
  for (const document of [invoice, creditNote ?? invoice]) admitCommand(ctx, 'refund', document);
  const entries = await findLiveOfInvoice(tx, invoiceId);
  return {
    invoice,
    creditNote,
    entries: entries.filter(({ paymentId }) => paymentIds.includes(paymentId ?? '')),
  };
}

type Refund = { id: string; amountMinor: bigint; reason: string };

/** The money that came last goes back first; a part that stays is applied anew, since an entry is reversed as a whole. */
async function refundCash(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  entries: readonly AllocationRow[],
  refund: Refund,
): Promise<void> {
  refuseMore(invoice, refund.amountMinor, sumOfCash(entries));
  const before = await loadSums(tx, invoice.id);
  const holders = entries.toReversed().map(({ id, amountMinor: roomMinor }) => ({ id, roomMinor }));
  for (const part of takeInOrder(refund.amountMinor, holders).parts) {
    const entry = entries.find(({ id }) => id === part.id);
    if (entry === undefined) continue;
    const { invoiceId, paymentId, isByHand } = entry;
    await reverseAllocations(tx, ctx, [entry]);
    const leftMinor = entry.amountMinor - part.amountMinor;
    if (leftMinor > 0n)
      await bookAllocation(tx, ctx, { invoiceId, paymentId, isByHand, amountMinor: leftMinor });
    await bookAllocation(tx, ctx, { refundId: refund.id, paymentId, amountMinor: part.amountMinor });
  }
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.refund',
    event: 'invoice.refunded',
    cause: { refundId: refund.id },
    appliedMinor: 0n,
    reversedMinor: refund.amountMinor,
    reason: refund.reason,
  });
}

async function refundCredit(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  creditNote: InvoiceRow,
  refund: Refund,
): Promise<void> {
  refuseMore(creditNote, refund.amountMinor, -(await loadBalance(tx, creditNote.id)));
  const { id: refundId, amountMinor } = refund;
  const before = await loadSums(tx, invoice.id);
  await bookAllocation(tx, ctx, { refundId, creditNoteId: creditNote.id, amountMinor });
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.refund',
    event: 'invoice.refunded',
    cause: { refundId, creditNoteId: creditNote.id },
    appliedMinor: 0n,
    reversedMinor: 0n,
    reason: refund.reason,
  });
  await enqueueMoneyEntries(tx, ctx, invoice);
}

function refuseMore(of: InvoiceRow, amountMinor: bigint, leftMinor: bigint): void {
  if (amountMinor <= leftMinor) return;
  const left = moneyToText(money(leftMinor, currencyOf(of.currency)));
  throw new AppError('settlement.exceeds', { detail: `Of ${of.number} ${left} ${of.currency} can go back.` });
}
