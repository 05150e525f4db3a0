import { eq } from 'drizzle-orm';
import { AppError } from '../core/app-error.ts';
import type { Tx } from '../db/open-database.ts';
import { invoices } from '../db/schema/index.ts';

/** A row of `invoices`. */
export type InvoiceRow = typeof invoices.$inferSelect;

/** Fetches an invoice and locks it until the transaction ends; throws `invoice.not_found`. */
export async function getInvoiceForUpdate(tx: Tx, invoiceId: string): Promise<InvoiceRow> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId)).for('update');
  if (row === undefined) throw new AppError('invoice.not_found');
  return row;
}

/** Fetches an invoice; throws `invoice.not_found`. */
export async function getInvoiceRow(tx: Tx, invoiceId: string): Promise<InvoiceRow> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId));
  if (row === undefined) throw new AppError('invoice.not_found');
  return row;
}
