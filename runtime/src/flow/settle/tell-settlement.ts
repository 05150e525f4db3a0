import type { JsonObject } from '../../core/json.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { type SettleInput, type SettlementStatus, settle } from '../../core/settlement/settle.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { loadSums } from './load-sums.ts';

/** What a command did to the money of one invoice, in minor units of its currency. */
export type SettledInvoice = {
  invoice: InvoiceRow;
  /** Its sums before the command. */
  before: SettleInput;
  /** The audit entry's action. */
  action: string;
  /** What did it: ids of the payment, credit note, refund or write-off, and what else is worth telling. */
  cause: JsonObject;
  appliedMinor: bigint;
  reversedMinor: bigint;
  reason?: string;
  /** The event, where the command has one of its own; else it follows from the settlement status. */
  event?: string;
};

const EVENTS = {
  unpaid: 'invoice.unpaid',
  partially_paid: 'invoice.partially_paid',
  paid: 'invoice.paid',
  credited: 'invoice.credited',
  written_off: 'invoice.written_off',
} as const satisfies Record<SettlementStatus, string>;

/** Puts a settlement on record for one invoice: audit entry, event with the values before, and the CRM's copy. */
export async function tellSettlement(tx: Tx, ctx: Ctx, settled: SettledInvoice): Promise<void> {
  const { invoice, reason } = settled;
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(invoice.currency)));
  const shown = (sums: SettleInput) => {
    const { balanceMinor, status } = settle(sums);
    return { settlement: status, cash: text(sums.cashMinor), balance: text(balanceMinor) };
  };
  const before = shown(settled.before);
  const after = shown(await loadSums(tx, invoice.id));
  const data = {
    ...settled.cause,
    applied: text(settled.appliedMinor),
    reversed: text(settled.reversedMinor),
    balance: after.balance,
    currency: invoice.currency,
  };
  await recordAudit(tx, ctx, {
    action: settled.action,
    objectKind: 'invoice',
    objectId: invoice.id,
    before,
    after: { ...data, ...after },
    ...(reason === undefined ? {} : { reason }),
  });
  await recordEvent(tx, ctx, invoice.id, settled.event ?? EVENTS[after.settlement], {
    ...data,
    previous: before,
  });
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'sync_crm', key: invoice.id, payload: { organizationId, requestId, invoiceId: invoice.id } },
  ]);
}
