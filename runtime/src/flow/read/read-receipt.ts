import { eq, inArray } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, customers, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { isOpenOfAccount } from '../settle/is-open-of-account.ts';
import { getPayment, type PaymentView } from './list-payments.ts';

/** An invoice that the money could go to. */
export type OpenInvoiceView = {
  id: string;
  number: string | null;
  dueDate: string | null;
  /** What is owed, as decimal text in the currency of the payment. */
  balance: string;
};

/** A payment with the names of what it settles, and what else its customer owes the same legal entity in its currency. */
export type ReceiptView = {
  payment: PaymentView;
  customerName: string | null;
  /** The id of the invoice that it names; null where it names none that is here. */
  namedInvoiceId: string | null;
  /** The numbers of the invoices that it settles, by their ids. */
  numbers: ReadonlyMap<string, string | null>;
  /** The oldest due first. */
  open: OpenInvoiceView[];
};

/** Invoices that one page offers; more than these are settled by letting the money go to the oldest due. */
const OPEN_MAX = 100;

/** Reads a payment with what it can still be applied to; throws `record.not_found`. */
export async function readReceipt({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<ReceiptView> {
  const payment = await getPayment({ ctx, input: { id: input.paymentId } });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [customer] =
      payment.customerId === null
        ? []
        : await tx
            .select({ name: customers.name })
            .from(customers)
            .where(eq(customers.id, payment.customerId));
    const ids = [...new Set(payment.allocations.flatMap(({ invoiceId }) => invoiceId ?? []))];
    const named = await tx
      .select({ id: invoices.id, number: invoices.number })
      .from(invoices)
      .where(inArray(invoices.id, ids));
    const [byNumber] =
      payment.invoiceNumber === null
        ? []
        : await tx
            .select({ id: invoices.id })
            .from(invoices)
            .where(eq(invoices.number, payment.invoiceNumber));
    return {
      payment,
      customerName: customer?.name ?? null,
      namedInvoiceId: byNumber?.id ?? null,
      numbers: new Map(named.map(({ id, number }) => [id, number])),
      open: await loadOpen(tx, payment),
    };
  });
}

async function loadOpen(
  tx: Tx,
  { customerId, entityId, currency, state }: PaymentView,
): Promise<OpenInvoiceView[]> {
  if (customerId === null || entityId === null || state !== 'settled') return [];
  const rows = await tx
    .select({
      id: invoices.id,
      number: invoices.number,
      dueDate: invoices.dueDate,
      balanceMinor: boardRows.balanceMinor,
    })
    .from(boardRows)
    .innerJoin(invoices, eq(invoices.id, boardRows.invoiceId))
    .where(isOpenOfAccount({ customerId, entityId, currency }))
    .orderBy(boardRows.dueDate, boardRows.invoiceId)
    .limit(OPEN_MAX);
  return rows.map(({ balanceMinor, ...row }) => ({
    ...row,
    balance: moneyToText(money(balanceMinor, currencyOf(currency))),
  }));
}
