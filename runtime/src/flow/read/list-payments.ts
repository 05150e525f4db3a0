import { and, desc, inArray, lt, sql } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { allocations, invoices, payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';
import { type Page, type PageInput, toPage } from './page.ts';

/** Money received, and what of it settles which invoice; amounts are decimal strings in major units. */
export type PaymentView = {
  id: string;
  invoiceNumber: string | null;
  amount: string;
  currency: string;
  receivedOn: string;
  reference: string | null;
  state: 'settled' | 'returned';
  allocations: { id: string; invoiceId: string; amount: string; reversesId: string | null }[];
  createdAt: Date;
};

/** Lists payments, newest first; a key for some entities sees the payments that name an invoice of theirs. */
export async function listPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput;
}): Promise<Page<PaymentView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'number');
    const rows = await tx
      .select()
      .from(payments)
      .where(
        and(
          input.before === undefined ? undefined : lt(payments.id, input.before),
          granted === undefined ? undefined : sql`${payments.invoiceNumber} in (${granted})`,
        ),
      )
      .orderBy(desc(payments.id))
      .limit(input.limit + 1);
    const ids = rows.map((row) => row.id);
    const booked =
      ids.length === 0
        ? []
        : await tx
            .select({ allocation: allocations, currency: invoices.currency })
            .from(allocations)
            .innerJoin(invoices, sql`${invoices.id} = ${allocations.invoiceId}`)
            .where(inArray(allocations.paymentId, ids))
            .orderBy(allocations.id);
    const byPayment = Map.groupBy(booked, (row) => row.allocation.paymentId);
    return toPage(rows, input.limit, ({ organizationId: _org, bodyHash: _hash, updatedAt: _at, ...row }) => {
      const { amountMinor, sourceConnectionId: _source, invoiceExternalKey: _key, ...payment } = row;
      return {
        ...payment,
        amount: moneyToText(money(amountMinor, currencyOf(payment.currency))),
        allocations: (byPayment.get(payment.id) ?? []).map(({ allocation, currency }) => ({
          id: allocation.id,
          invoiceId: allocation.invoiceId,
          amount: moneyToText(money(allocation.amountMinor, currencyOf(currency))),
          reversesId: allocation.reversesId,
        })),
      };
    });
  });
}
