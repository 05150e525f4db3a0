import { assert } from '../../core/assert.ts';
import { type OpenInvoice, spreadReceipt } from '../../core/settlement/spread-receipt.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { allocateByHand } from './allocate-by-hand.ts';
import type { PaymentRow } from './find-misfit.ts';
import { findOpenIds } from './find-open-ids.ts';
import { loadBalance } from './load-balance.ts';
import { loadUnapplied } from './load-unapplied.ts';
import { lockInvoices } from './lock-invoices.ts';

/**
 * Spreads what is left of a payment over its customer's open invoices, the oldest due first. The caller holds the
 * payment's lock, and where it holds invoices, names those that it locked: to lock others as well would be out of order.
 * Returns how many invoices got something of it.
 */
export async function spreadRest(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  lockedIds?: readonly string[],
): Promise<number> {
  const { customerId, entityId, currency } = payment;
  if (customerId === null || entityId === null) return 0;
  const ids = lockedIds ?? (await findOpenIds(tx, { customerId, entityId, currency }));
  const invoicesById = new Map<string, InvoiceRow>();
  const open: OpenInvoice[] = [];
  for (const invoice of await lockInvoices(tx, ctx, 'record_payment', ids)) {
    if (invoice.documentStatus !== 'issued') continue;
    const balanceMinor = await loadBalance(tx, invoice.id);
    if (balanceMinor <= 0n) continue;
    invoicesById.set(invoice.id, invoice);
    open.push({ id: invoice.id, dueDate: invoice.dueDate, balanceMinor });
  }
  const { parts } = spreadReceipt(await loadUnapplied(tx, payment), open);
  for (const { id, amountMinor } of parts) {
    const invoice = invoicesById.get(id);
    assert(invoice !== undefined, 'a receipt is spread over what is open');
    await allocateByHand(tx, ctx, { payment, invoice, part: { amountMinor } });
  }
  return parts.length;
}
