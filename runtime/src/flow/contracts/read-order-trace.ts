import { and, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import {
  type InvoiceSettlement,
  type OrderTrace,
  traceOrder,
} from '../../core/billing/orders/trace-order.ts';
import { listPricesOf } from '../../core/billing/pricing/list-prices-of.ts';
import { todayIn } from '../../core/civil-date.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { roundRatio } from '../../core/money/round-ratio.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { loadStandings } from '../read/load-standing.ts';
import { loadBooked } from './load-booked.ts';
import type { ContractRow } from './load-contract.ts';
import type { ContractTerms } from './load-terms.ts';

/** One order line on its way; quantities and amounts are decimal strings, amounts net in major units. */
export type OrderLineView = {
  key: string;
  sku: string;
  orderedQuantity: string;
  orderedNet: string;
  shippedQuantity: string;
  invoicedQuantity: string;
  invoicedNet: string;
  /** Its share of what was paid of its invoices, rounded for reading. */
  paidNet: string;
};

/** The trace of each line of an order today (R-F3-1). Throws `billing.contract_invalid` with the reason. */
export async function readOrderTrace(
  tx: Tx,
  ctx: Ctx,
  { row, terms, facts }: { row: ContractRow; terms: ContractTerms; facts: readonly BillingFact[] },
): Promise<OrderLineView[]> {
  const { currency, entity, master } = terms;
  const traced = traceOrder(
    {
      contract: row.body,
      facts,
      asOf: todayIn(entity.timeZone, ctx.deps.clock.now()),
      currency,
      rounding: entity.rounding,
      listPriceOn: listPricesOf(master.productOn, { currency, rounding: entity.rounding }),
    },
    await loadBooked(tx, row.id),
    await loadSettlements(tx, ctx, row.id),
  );
  if (!traced.ok) throw new AppError('billing.contract_invalid', { detail: traced.reason });
  return traced.value.map((line) => viewOf(line, terms));
}

async function loadSettlements(tx: Tx, ctx: Ctx, contractId: string): Promise<InvoiceSettlement[]> {
  const lines = await tx
    .select({
      invoiceId: invoiceLines.invoiceId,
      key: invoiceLines.chargeKey,
      netMinor: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .innerJoin(
      invoices,
      and(eq(invoices.organizationId, invoiceLines.organizationId), eq(invoices.id, invoiceLines.invoiceId)),
    )
    .where(
      and(eq(invoiceLines.contractId, contractId), eq(invoiceLines.isLive, true), isNotNull(invoices.number)),
    );
  const byInvoice = Map.groupBy(lines, ({ invoiceId }) => invoiceId);
  const standings = await loadStandings(tx, ctx, [...byInvoice.keys()]);
  return [...byInvoice].flatMap(([invoiceId, ofInvoice]) => {
    const standing = standings.get(invoiceId);
    if (standing === undefined) return [];
    const { totalMinor, balanceMinor } = standing;
    return [
      {
        payableMinor: totalMinor,
        settledMinor: totalMinor - balanceMinor,
        lines: ofInvoice.map(({ key, netMinor }) => ({ key: key ?? '', netMinor })),
      },
    ];
  });
}

function viewOf(line: OrderTrace, { currency, entity }: ContractTerms): OrderLineView {
  const { ordered, shipped, invoiced, paid } = line;
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
  const { numerator, denominator } = paid.amountMinor;
  return {
    key: line.key,
    sku: line.sku,
    orderedQuantity: decimalToText(ordered.quantity),
    orderedNet: text(ordered.amountMinor),
    shippedQuantity: decimalToText(shipped.quantity),
    invoicedQuantity: decimalToText(invoiced.quantity),
    invoicedNet: text(invoiced.amountMinor),
    paidNet: text(roundRatio(numerator, denominator, entity.rounding)),
  };
}
