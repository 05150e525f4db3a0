import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { loadBalance } from '../settle/load-balance.ts';
import { invalidInput, readAmount } from '../settle/read-amount.ts';
import { bookDispute } from './book-dispute.ts';

/** What a customer disputes of an invoice; without an amount it is what is owed, or, of a paid one, all of it. */
export const OpenDisputeInput = z.strictObject({
  reason: z.string().trim().min(1).max(1000),
  amount: z.string().max(40).optional(),
  /** The lines that it is about, by position; the whole invoice without. */
  positions: z.array(z.int().min(1)).min(1).max(1000).optional(),
});
export type OpenDisputeInput = z.infer<typeof OpenDisputeInput>;

/**
 * Opens a dispute about an issued invoice (model.md E5, row 24): while it is open the invoice is not collected. Returns
 * its id. Throws `settlement.not_possible` for an invoice that is not issued or has an open dispute, and
 * `request.invalid` for an amount above the invoice or lines that it does not have.
 */
export async function openDispute({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: OpenDisputeInput & { invoiceId: string };
}): Promise<{ disputeId: string }> {
  authorise(ctx, ISSUED_COMMANDS.open_dispute.permission);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    admitCommand(ctx, 'open_dispute', invoice);
    const positions = await readPositions(tx, invoice, input.positions);
    const amountMinor = await readDisputed(tx, invoice, input.amount);
    const { reason } = input;
    const disputeId = await bookDispute(tx, ctx, {
      invoice,
      cause: 'customer',
      positions,
      amountMinor,
      reason,
    });
    if (disputeId !== undefined) return { disputeId };
    throw new AppError('settlement.not_possible', { detail: 'A dispute about this invoice is open.' });
  });
}

async function readPositions(
  tx: Tx,
  invoice: InvoiceRow,
  asked: readonly number[] | undefined,
): Promise<number[] | null> {
  if (asked === undefined) return null;
  const positions = [...new Set(asked)].sort((left, right) => left - right);
  const found = await tx
    .select({ position: invoiceLines.position })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.invoiceId, invoice.id), inArray(invoiceLines.position, positions)));
  if (found.length < positions.length)
    throw invalidInput('/positions', 'names a line that the invoice does not have');
  return positions;
}

async function readDisputed(tx: Tx, invoice: InvoiceRow, asked: string | undefined): Promise<bigint> {
  if (asked === undefined) {
    const balanceMinor = await loadBalance(tx, invoice.id);
    return balanceMinor > 0n ? balanceMinor : invoice.payableMinor;
  }
  const { amountMinor } = readAmount(asked, invoice.currency);
  if (amountMinor > invoice.payableMinor) throw invalidInput('/amount', 'is more than the invoice');
  return amountMinor;
}
