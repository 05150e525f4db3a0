import { AppError } from '../../core/app-error.ts';
import type { Permission } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { loadBalance } from './load-balance.ts';

/**
 * Locks an issued invoice with something to be paid, for what only such a one allows. Throws `invoice.not_found`,
 * `auth.*`, and `settlement.not_possible` for any other.
 */
export async function getOwedInvoice(
  tx: Tx,
  ctx: Ctx,
  permission: Permission,
  invoiceId: string,
): Promise<{ invoice: InvoiceRow; balanceMinor: bigint }> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  authorise(ctx, permission, invoice.entityId);
  const isOpen = invoice.documentStatus === 'issued' && invoice.type !== 'credit_note';
  const balanceMinor = isOpen ? await loadBalance(tx, invoiceId) : 0n;
  if (balanceMinor > 0n) return { invoice, balanceMinor };
  throw new AppError('settlement.not_possible', {
    detail: `Nothing is owed on ${invoice.number ?? 'a document that is not issued'}.`,
  });
}
