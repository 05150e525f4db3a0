import { eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { type OpenInvoice, spreadReceipt } from '../../core/settlement/spread-receipt.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { allocateByHand } from './allocate-by-hand.ts';
import type { PaymentRow } from './find-misfit.ts';
import { isOpenOfAccount } from './is-open-of-account.ts';
import { loadBalance } from './load-balance.ts';
import { loadUnapplied } from './load-unapplied.ts';
import { lockInvoices } from './lock-invoices.ts';

/** Open invoices of one customer that one receipt is spread over; what is left then stays unapplied. */
const INVOICES_MAX = 500;

/**
 * Spreads what is left of a payment over its customer's open invoices, the oldest due first. The caller holds the
 * payment's lock. Returns how many invoices got something of it.
 */
export async function spreadRest(tx: Tx, ctx: Ctx, payment: PaymentRow): Promise<number> {
  const invoicesById = new Map<string, InvoiceRow>();
  const open: OpenInvoice[] = [];
  for (const invoice of await lockInvoices(tx, ctx, 'record_payment', await findOpenIds(tx, payment))) {
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

async function findOpenIds(tx: Tx, payment: PaymentRow): Promise<string[]> {
  const { customerId, entityId } = payment;
  if (customerId === null || entityId === null) return [];
  const rows = await tx
    .select({ id: boardRows.invoiceId })
    .from(boardRows)
    .innerJoin(invoices, eq(invoices.id, boardRows.invoiceId))
    .where(isOpenOfAccount({ customerId, entityId, currency: payment.currency }))
    .orderBy(boardRows.dueDate, boardRows.invoiceId)
    .limit(INVOICES_MAX);
  return rows.map(({ id }) => id);
}
