import { and, eq, inArray } from 'drizzle-orm';
import { type Money, money } from '../../core/money/money.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import { approvalRequests, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** What a request is called, whatever has become of it: its buyer and amount. */
export type RequestName = { buyerName: string; total: Money };

/** Names requests of the granted entities by their ids; what there is not, or is not granted, is absent. */
export async function listRequestNames({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { requestIds: readonly string[] };
}): Promise<Map<string, RequestName>> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        id: approvalRequests.id,
        buyer: invoices.buyer,
        payableMinor: invoices.payableMinor,
        currency: invoices.currency,
      })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .where(
        and(
          isAnyOf(approvalRequests.id, input.requestIds),
          ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
        ),
      ),
  );
  return new Map(
    rows.map(({ id, buyer, payableMinor, currency }) => [
      id,
      { buyerName: buyer.name, total: money(payableMinor, currencyOf(currency)) },
    ]),
  );
}
