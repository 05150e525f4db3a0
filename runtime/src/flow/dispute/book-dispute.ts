import { and, eq } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { disputes } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';

/** A dispute about an invoice, or about some of its lines, in minor units of its currency. */
export type NewDispute = {
  invoice: InvoiceRow;
  cause: 'customer' | 'chargeback';
  positions: number[] | null;
  amountMinor: bigint;
  reason: string;
  /** The accepted one that it opens again, and why nothing came of it. */
  reopens?: { disputeId: string; because: string };
};

/** Opens a dispute unless one is open already, and tells of it; returns its id, or undefined. The caller holds the lock. */
export async function bookDispute(tx: Tx, ctx: Ctx, input: NewDispute): Promise<string | undefined> {
  const { invoice, cause, positions, amountMinor, reason, reopens } = input;
  const { organizationId } = ctx;
  const [open] = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.invoiceId, invoice.id), eq(disputes.state, 'open')));
  if (open !== undefined) return undefined;
  const id = ctx.deps.ids.next('dispute');
  await tx.insert(disputes).values({
    organizationId,
    id,
    invoiceId: invoice.id,
    cause,
    positions,
    amountMinor,
    reason,
    state: 'open',
    openedBy: ctx.actor,
    openedAt: ctx.deps.clock.now(),
    reopensId: reopens?.disputeId ?? null,
    reopenedBecause: reopens?.because ?? null,
  });
  const data = {
    disputeId: id,
    cause,
    positions,
    amount: moneyToText(money(amountMinor, currencyOf(invoice.currency))),
    currency: invoice.currency,
    ...(reopens === undefined ? {} : { reopens }),
  };
  await recordAudit(tx, ctx, {
    action: 'invoice.open_dispute',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: data,
    reason,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.dispute_opened', { ...data, reason });
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'sync_crm',
      key: invoice.id,
      payload: { organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
  return id;
}
