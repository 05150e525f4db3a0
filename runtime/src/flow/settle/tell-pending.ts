import { eq, min, sql } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { PaymentState } from '../../core/settlement/payment-state.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import type { PaymentRow } from './find-misfit.ts';

/** What an invoice hears of a payment by how it stands; money that went back before it was in never came. */
const EVENTS = {
  processing: 'invoice.payment_processing',
  settled: 'invoice.payment_settled',
  failed: 'invoice.payment_failed',
  returned: 'invoice.payment_failed',
} as const satisfies Record<PaymentState, string>;

/** The invoice that a payment fits, and all that the caller locked. */
type Around = { fitting: InvoiceRow | undefined; touched: readonly InvoiceRow[] };

/**
 * Tells invoices of money on its way to them, and that it is over (model.md E5, row 18): nothing is settled by it, and no
 * other system hears of it. Each change is told once, by what the payment remembers to have told.
 */
export async function tellPending(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  { fitting, touched }: Around,
): Promise<void> {
  const { state, pendingInvoiceId, pendingMinor } = payment;
  const next = state === 'processing' ? fitting : undefined;
  const nextMinor = next === undefined ? null : payment.amountMinor;
  const isNewFailure = state === 'failed' && !payment.isFailureTold;
  const isSame = pendingInvoiceId === (next?.id ?? null) && pendingMinor === nextMinor;
  const told = new Set(isSame ? [] : [pendingInvoiceId, next?.id]);
  if (isNewFailure) told.add(pendingInvoiceId ?? fitting?.id);
  const hearing = touched.filter(({ id }) => told.has(id));
  if (hearing.length === 0) return;
  const befores = new Map<string, Pending | null>();
  for (const invoice of hearing) befores.set(invoice.id, await pendingOf(tx, invoice));
  const isFailureTold = payment.isFailureTold || isNewFailure;
  await tx
    .update(payments)
    .set({ pendingInvoiceId: next?.id ?? null, pendingMinor: nextMinor, isFailureTold })
    .where(eq(payments.id, payment.id));
  for (const invoice of hearing) {
    // What the system of the payment moved to another invoice is on its way to the first no more.
    const amountMinor = state === 'processing' && invoice.id !== next?.id ? 0n : payment.amountMinor;
    const before = befores.get(invoice.id) ?? null;
    await tell(tx, ctx, payment, { invoice, before, amountMinor });
  }
}

type Heard = { invoice: InvoiceRow; before: Pending | null; amountMinor: bigint };

async function tell(tx: Tx, ctx: Ctx, payment: PaymentRow, heard: Heard): Promise<void> {
  const { id, currency, receivedOn, failureReason, state } = payment;
  const { invoice, before, amountMinor } = heard;
  const text = (minor: bigint): string => moneyToText(money(minor, currencyOf(currency)));
  const none = text(0n);
  const pending = (await pendingOf(tx, invoice))?.amount ?? none;
  const data = {
    paymentId: id,
    amount: text(amountMinor),
    pending,
    currency,
    receivedOn,
    ...(failureReason === null ? {} : { failureReason }),
  };
  await recordAudit(tx, ctx, {
    action: 'payment.pending',
    objectKind: 'invoice',
    objectId: invoice.id,
    before: { pending: before?.amount ?? none },
    after: { ...data, payment: state },
    ...(failureReason === null ? {} : { reason: failureReason }),
  });
  await recordEvent(tx, ctx, invoice.id, EVENTS[state], {
    ...data,
    previous: { pendingMoney: before },
  });
}

/** As an invoice shows it: how much, and the day on which the first of it set out. */
type Pending = { amount: string; since: string };

/** All that an invoice was told to be on its way to it; null without any. */
async function pendingOf(tx: Tx, invoice: InvoiceRow): Promise<Pending | null> {
  const [row] = await tx
    .select({
      sum: sql<string>`coalesce(sum(${payments.pendingMinor}), 0)::bigint`,
      since: min(payments.receivedOn),
    })
    .from(payments)
    .where(eq(payments.pendingInvoiceId, invoice.id));
  if (row?.since == null) return null;
  return { amount: moneyToText(money(BigInt(row.sum), currencyOf(invoice.currency))), since: row.since };
}
