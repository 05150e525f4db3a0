import type { Permission } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';

/**
 * Locks invoices in the order of their ids, so that two commands on the same ones wait for each other and do not
 * deadlock; payments are locked before. Throws `invoice.not_found` and `auth.entity_not_granted`.
 */
export async function lockInvoices(
  tx: Tx,
  ctx: Ctx,
  permission: Permission,
  ids: readonly string[],
): Promise<InvoiceRow[]> {
  const locked: InvoiceRow[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const invoice = await getInvoiceForUpdate(tx, id);
    authorise(ctx, permission, invoice.entityId);
    locked.push(invoice);
  }
  return locked;
}
