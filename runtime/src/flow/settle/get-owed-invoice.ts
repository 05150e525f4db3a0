import { AppError } from '../../core/app-error.ts';
import type { IssuedCommandName } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { loadBalance } from './load-balance.ts';

/**
 * Locks an issued invoice with something to be paid, for what only such a one allows. Throws `invoice.not_found`,
 * `auth.*`, and `settlement.not_possible` for any other.
 */
export async function getOwedInvoice(
  tx: Tx,
  ctx: Ctx,
  command: IssuedCommandName,
  invoiceId: string,
): Promise<{ invoice: InvoiceRow; balanceMinor: bigint }> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  admitCommand(ctx, command, invoice);
  const balanceMinor = await loadBalance(tx, invoiceId);
  if (balanceMinor > 0n) return { invoice, balanceMinor };
  throw new AppError('settlement.not_possible', { detail: `Nothing is owed on ${invoice.number}.` });
}
