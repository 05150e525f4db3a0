import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import type { PaymentRow } from './find-misfit.ts';
import { loadBalance } from './load-balance.ts';

/** What a settlement did to one invoice, in minor units of its currency. */
export type SettledInvoice = { invoice: InvoiceRow; appliedMinor: bigint; reversedMinor: bigint };

/** Puts a settlement on record for one invoice: audit entry, event, and the CRM's copy. */
export async function tellSettlement(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  settled: SettledInvoice,
): Promise<void> {
  const { invoice, appliedMinor, reversedMinor } = settled;
  const currency = currencyOf(invoice.currency);
  const balance = await loadBalance(tx, invoice.id);
  const data = {
    paymentId: payment.id,
    applied: moneyToText(money(appliedMinor, currency)),
    reversed: moneyToText(money(reversedMinor, currency)),
    balance: moneyToText(money(balance, currency)),
    currency: invoice.currency,
    receivedOn: payment.receivedOn,
  };
  const type =
    balance === 0n
      ? 'invoice.paid'
      : balance === invoice.payableMinor
        ? 'invoice.unpaid'
        : 'invoice.partially_paid';
  await recordAudit(tx, ctx, {
    action: 'payment.settle',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: data,
  });
  await recordEvent(tx, ctx, invoice.id, type, data);
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'sync_crm',
      key: invoice.id,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
}
