import { and, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Deduction } from '../../core/settlement/deductions.ts';
import type { PaymentState } from '../../core/settlement/payment-state.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoices, payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type PageInput, toPage } from './page.ts';

/**
 * An entry of the ledger: to an invoice, or, of a refund, back to the customer. One with a deduction is what the payer kept
 * beside the money; one that reverses another is below zero.
 */
export type PaymentAllocation = {
  id: string;
  invoiceId: string | null;
  refundId: string | null;
  deduction: Deduction | null;
  amount: string;
  reversesId: string | null;
};

/** Money received or on its way, and what of it settles which invoice; amounts are decimal strings in major units. */
export type PaymentView = {
  id: string;
  invoiceNumber: string | null;
  amount: string;
  /** What of it is on no invoice; nothing of what is not in. */
  unapplied: string;
  currency: string;
  /** Until it is in, the day on which it set out. */
  receivedOn: string;
  reference: string | null;
  state: PaymentState;
  /** Why it never came; null unless it failed and somebody said so. */
  failureReason: string | null;
  /** Whose account what is unapplied is on, with which legal entity; null while the payment fits nobody. */
  customerId: string | null;
  entityId: string | null;
  /** The id in the system that told of it, or the one that it was recorded under. */
  externalId: string | null;
  sources: Source[];
  allocations: PaymentAllocation[];
  createdAt: Date;
};

/** What to list; `invoiceId` also finds payments that were on the invoice, `from` and `to` are days of receipt. */
export type ListPaymentsInput = PageInput & {
  invoiceId?: string;
  invoiceNumber?: string;
  customerId?: string;
  state?: PaymentView['state'];
  from?: string;
  to?: string;
};

/** Lists payments, newest first; a key for some entities sees the payments that name an invoice of theirs. */
export async function listPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPaymentsInput;
}): Promise<Page<PaymentView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(
        and(
          isGranted(tx, ctx),
          input.before === undefined ? undefined : lt(payments.id, input.before),
          input.state === undefined ? undefined : eq(payments.state, input.state),
          input.invoiceNumber === undefined ? undefined : eq(payments.invoiceNumber, input.invoiceNumber),
          input.customerId === undefined ? undefined : eq(payments.customerId, input.customerId),
          input.from === undefined ? undefined : gte(payments.receivedOn, input.from),
          input.to === undefined ? undefined : lte(payments.receivedOn, input.to),
          input.invoiceId === undefined ? undefined : isOfInvoice(input.invoiceId),
        ),
      )
      .orderBy(desc(payments.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, rows));
  });
}

/** Reads one payment; throws `record.not_found`, also for one of entities that are not granted. */
export async function getPayment({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PaymentView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) => loadPayment(tx, ctx, input.id));
}

/** One payment as it is shown, within an open transaction; throws `record.not_found`. */
export async function loadPayment(tx: Tx, ctx: Ctx, paymentId: string): Promise<PaymentView> {
  const [row] = await tx
    .select()
    .from(payments)
    .where(and(isGranted(tx, ctx), eq(payments.id, paymentId)));
  if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such payment.' });
  return (await viewOf(tx, [row]))(row);
}

function isGranted(tx: Tx, ctx: Ctx): SQL | undefined {
  const granted = grantedInvoices(tx, ctx, 'number');
  if (granted === undefined || ctx.entityIds === null) return undefined;
  return or(sql`${payments.invoiceNumber} in (${granted})`, inArray(payments.entityId, [...ctx.entityIds]));
}

function isOfInvoice(invoiceId: string): SQL {
  return sql`(${payments.invoiceNumber} = (select i.number from ${invoices} i
      where i.organization_id = ${payments.organizationId} and i.id = ${invoiceId})
    or ${payments.id} in (select a.payment_id from ${allocations} a where a.invoice_id = ${invoiceId}))`;
}

type PaymentRow = typeof payments.$inferSelect;

async function viewOf(tx: Tx, rows: PaymentRow[]): Promise<(row: PaymentRow) => PaymentView> {
  const ids = rows.map((row) => row.id);
  const booked =
    ids.length === 0
      ? []
      : await tx
          .select({ allocation: allocations, currency: invoices.currency })
          .from(allocations)
          .leftJoin(invoices, eq(invoices.id, allocations.invoiceId))
          .where(or(inArray(allocations.paymentId, ids), inArray(allocations.deductedWithId, ids)))
          .orderBy(allocations.id);
  const sources = await loadSources(tx, 'payment', ids);
  const byPayment = Map.groupBy(
    booked,
    ({ allocation }) => allocation.paymentId ?? allocation.deductedWithId,
  );
  return (row) => toView(row, byPayment.get(row.id) ?? [], sources.get(row.id) ?? []);
}

type Booked = { allocation: typeof allocations.$inferSelect; currency: string | null };

function toView(row: PaymentRow, ofPayment: readonly Booked[], from: Source[]): PaymentView {
  const text = (amountMinor: bigint, currency: string): string =>
    moneyToText(money(amountMinor, currencyOf(currency)));
  const applied = ofPayment.reduce(
    (sum, { allocation }) => (allocation.paymentId === null ? sum : sum + allocation.amountMinor),
    0n,
  );
  return {
    id: row.id,
    invoiceNumber: row.invoiceNumber,
    amount: text(row.amountMinor, row.currency),
    unapplied: text(row.state === 'settled' ? row.amountMinor - applied : 0n, row.currency),
    currency: row.currency,
    receivedOn: row.receivedOn,
    reference: row.reference,
    state: row.state,
    failureReason: row.failureReason,
    customerId: row.customerId,
    entityId: row.entityId,
    externalId: from[0]?.externalId ?? null,
    sources: from,
    allocations: ofPayment.map(({ allocation, currency }) => ({
      id: allocation.id,
      invoiceId: allocation.invoiceId,
      refundId: allocation.refundId,
      deduction: allocation.deduction,
      // In the currency of the invoice: the payment's may have been corrected since.
      amount: text(allocation.amountMinor, currency ?? row.currency),
      reversesId: allocation.reversesId,
    })),
    createdAt: row.createdAt,
  };
}
