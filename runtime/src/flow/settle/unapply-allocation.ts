import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, payments } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { type AllocationRow, findLiveOfInvoice } from './live-allocations.ts';
import { loadSums } from './load-sums.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { reverseAllocations } from './reverse-allocations.ts';
import { tellSettlement } from './tell-settlement.ts';

/** Which entry of an invoice is taken back, and why. */
export type UnapplyAllocationInput = { invoiceId: string; allocationId: string; reason: string };

/**
 * Takes money, or a credit that a person applied, off an invoice by a reversing entry: it is unapplied again, and the
 * settlement does not put it back by itself. Deductions that came with the money go with it. Throws `record.not_found`
 * for an entry that is not there or was taken back, and `settlement.not_possible` for one that is not taken back so: a
 * write-off, or what a credit note took off its own invoice.
 */
export async function unapplyAllocation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: UnapplyAllocationInput;
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.unapply.permission);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const paymentId = await findPaymentId(tx, input);
    if (paymentId !== null) await lockPayment(tx, ctx, paymentId);
    const [invoice] = await lockInvoices(tx, ctx, ISSUED_COMMANDS.unapply.permission, [input.invoiceId]);
    const live = await findLiveOfInvoice(tx, input.invoiceId);
    const entry = live.find(({ id }) => id === input.allocationId);
    if (invoice === undefined || entry === undefined) throw notFound();
    admitCommand(ctx, 'unapply', invoice);
    if (!isTakenBack(entry)) {
      throw new AppError('settlement.not_possible', {
        detail: 'This entry is not taken back by hand: it goes with what made it.',
      });
    }
    const before = await loadSums(tx, invoice.id);
    const entries = live.filter(({ id, deductedWithId }) => id === entry.id || deductedWithId === paymentId);
    await reverseAllocations(tx, ctx, paymentId === null ? [entry] : entries);
    if (paymentId !== null) {
      await tx.update(payments).set({ isHeld: true }).where(eq(payments.id, paymentId));
    }
    await tellSettlement(tx, ctx, {
      invoice,
      before,
      action: 'payment.unapply',
      cause: { allocationId: entry.id, paymentId, creditNoteId: entry.creditNoteId },
      appliedMinor: 0n,
      reversedMinor: entry.amountMinor,
      reason: input.reason,
    });
  });
}

const notFound = (): AppError =>
  new AppError('record.not_found', { detail: 'The invoice has no such entry that still counts.' });

const isTakenBack = ({ paymentId, creditNoteId, isByHand }: AllocationRow): boolean =>
  paymentId !== null || (creditNoteId !== null && isByHand);

async function findPaymentId(tx: Tx, input: UnapplyAllocationInput): Promise<string | null> {
  const [entry] = await tx
    .select({ paymentId: allocations.paymentId })
    .from(allocations)
    .where(and(eq(allocations.id, input.allocationId), eq(allocations.invoiceId, input.invoiceId)));
  return entry?.paymentId ?? null;
}
