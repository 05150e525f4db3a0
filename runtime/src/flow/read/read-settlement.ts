import { asc, desc, eq, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Deduction } from '../../core/settlement/deductions.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, collections, invoices, payments, refunds, writeOffs } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { findAccountCredit } from '../settle/find-account-credit.ts';
import { type DisputeView, loadDisputes } from './load-disputes.ts';
import { loadMoneyBookings, type MoneyBooking } from './load-money-bookings.ts';
import { loadPendingMoney, type PendingPayment } from './load-pending-money.ts';

/** Where the money of an entry comes from. */
export type EntryKind = 'payment' | 'credit_note' | 'deduction' | 'write_off';

/** An entry of the ledger of one invoice; a reversal is below zero. */
export type SettlementEntry = {
  id: string;
  kind: EntryKind;
  /** The payment, credit note or write-off that it is of. */
  sourceId: string;
  /** The payment's reference, or the credit note's number. */
  name: string | null;
  deduction: Deduction | null;
  amount: string;
  reversesId: string | null;
  /** A later entry takes it back. */
  isReversed: boolean;
  /** A person may take it back. */
  isReversible: boolean;
  at: Date;
};

/** Something on the customer's account that no invoice has taken. */
export type AccountPart = {
  kind: 'credit_note' | 'payment';
  id: string;
  name: string | null;
  date: string | null;
  amount: string;
};

export type RefundView = {
  id: string;
  amount: string;
  refundedOn: string;
  reason: string;
  reference: string | null;
};

export type WriteOffView = {
  id: string;
  state: 'requested' | 'approved' | 'rejected' | 'booked';
  amount: string;
  /** What was booked in the end; null before. */
  booked: string | null;
  reason: string;
  requestedBy: Actor;
  requestedAt: Date;
  decidedBy: Actor | null;
  decisionReason: string | null;
  bookedBy: Actor | null;
};

/** What somebody said last about collecting the invoice; whether it holds still is in its standing. */
export type CollectionView = {
  status: 'normal' | 'paused' | 'promised' | 'escalated';
  until: string | null;
  promised: string | null;
  reason: string | null;
  changedBy: Actor;
  changedAt: Date;
};

/** Where a loss or a refund stands in one ledger. */
export type BookingView = Omit<MoneyBooking, 'amountMinor'> & { amount: string };

/** A payment on its way to the invoice. */
export type PendingView = Omit<PendingPayment, 'amountMinor'> & { amount: string };

/** The money of one invoice and everything that was agreed about it; amounts are decimal text in its currency. */
export type InvoiceSettlement = {
  invoiceId: string;
  currency: string;
  entries: SettlementEntry[];
  /** What is on its way and settles nothing yet. */
  pending: PendingView[];
  refunds: RefundView[];
  /** What the customer has on account with the same entity and in the same currency. */
  account: { total: string; parts: AccountPart[] };
  writeOffs: WriteOffView[];
  /** Where losses and refunds stand in the ledgers of the entity. */
  bookings: BookingView[];
  disputes: DisputeView[];
  collection: CollectionView | null;
};

/** Reads the money of an invoice, newest decisions first and the ledger in its order; throws `invoice.not_found`. */
export async function readSettlement({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<InvoiceSettlement> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const currency = currencyOf(invoice.currency);
    const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
    const parts = (await findAccountCredit(tx, invoice)).map(({ roomMinor, isHeld: _held, ...part }) => ({
      part,
      roomMinor,
    }));
    return {
      invoiceId: invoice.id,
      currency: invoice.currency,
      entries: await loadEntries(tx, invoice, text),
      pending: (await loadPendingMoney(tx, invoice.id)).map(({ amountMinor, ...payment }) => ({
        ...payment,
        amount: text(amountMinor),
      })),
      refunds: await loadRefunds(tx, invoice, text),
      account: {
        total: text(parts.reduce((sum, { roomMinor }) => sum + roomMinor, 0n)),
        parts: parts.map(({ part, roomMinor }) => ({ ...part, amount: text(roomMinor) })),
      },
      writeOffs: await loadWriteOffs(tx, invoice, text),
      bookings: (await loadMoneyBookings(tx, invoice)).map(({ amountMinor, ...booking }) => ({
        ...booking,
        amount: text(amountMinor),
      })),
      disputes: await loadDisputes(tx, invoice),
      collection: await loadCollection(tx, invoice, text),
    };
  });
}

type Text = (amountMinor: bigint) => string;

async function loadEntries(tx: Tx, invoice: InvoiceRow, text: Text): Promise<SettlementEntry[]> {
  const notes = alias(invoices, 'notes');
  const rows = await tx
    .select({ entry: allocations, reference: payments.reference, number: notes.number })
    .from(allocations)
    .leftJoin(
      payments,
      or(eq(payments.id, allocations.paymentId), eq(payments.id, allocations.deductedWithId)),
    )
    .leftJoin(notes, eq(notes.id, allocations.creditNoteId))
    .where(eq(allocations.invoiceId, invoice.id))
    .orderBy(asc(allocations.id));
  const reversed = new Set(rows.flatMap(({ entry }) => entry.reversesId ?? []));
  return rows.map(({ entry, reference, number }) => {
    const { kind, sourceId } = sourceOf(entry);
    const isReversed = reversed.has(entry.id);
    const isOpen = entry.reversesId === null && !isReversed;
    return {
      id: entry.id,
      kind,
      sourceId,
      name: kind === 'credit_note' ? number : reference,
      deduction: entry.deduction,
      amount: text(entry.amountMinor),
      reversesId: entry.reversesId,
      isReversed,
      isReversible: isOpen && (kind === 'payment' || (kind === 'credit_note' && entry.isByHand)),
      at: entry.createdAt,
    };
  });
}

function sourceOf(entry: typeof allocations.$inferSelect): { kind: EntryKind; sourceId: string } {
  if (entry.paymentId !== null) return { kind: 'payment', sourceId: entry.paymentId };
  if (entry.creditNoteId !== null) return { kind: 'credit_note', sourceId: entry.creditNoteId };
  if (entry.writeOffId !== null) return { kind: 'write_off', sourceId: entry.writeOffId };
  return { kind: 'deduction', sourceId: entry.deductedWithId ?? '' };
}

async function loadRefunds(tx: Tx, invoice: InvoiceRow, text: Text): Promise<RefundView[]> {
  const rows = await tx
    .select()
    .from(refunds)
    .where(eq(refunds.invoiceId, invoice.id))
    .orderBy(asc(refunds.id));
  return rows.map(({ id, amountMinor, refundedOn, reason, reference }) => ({
    id,
    amount: text(amountMinor),
    refundedOn,
    reason,
    reference,
  }));
}

async function loadWriteOffs(tx: Tx, invoice: InvoiceRow, text: Text): Promise<WriteOffView[]> {
  const rows = await tx
    .select()
    .from(writeOffs)
    .where(eq(writeOffs.invoiceId, invoice.id))
    .orderBy(desc(writeOffs.id));
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    amount: text(row.amountMinor),
    booked: row.bookedMinor === null ? null : text(row.bookedMinor),
    reason: row.reason,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt,
    decidedBy: row.decidedBy,
    decisionReason: row.decisionReason,
    bookedBy: row.bookedBy,
  }));
}

async function loadCollection(tx: Tx, invoice: InvoiceRow, text: Text): Promise<CollectionView | null> {
  const [row] = await tx.select().from(collections).where(eq(collections.invoiceId, invoice.id));
  if (row === undefined) return null;
  const { status, until, promisedMinor, reason, changedBy, changedAt } = row;
  const promised = promisedMinor === null ? null : text(promisedMinor);
  return { status, until, promised, reason, changedBy, changedAt };
}
