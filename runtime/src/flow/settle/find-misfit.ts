import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { takesCommand } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { type payments, syncLinks } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** A row of `payments`. */
export type PaymentRow = typeof payments.$inferSelect;

/**
 * Why a payment does not belong to the invoice with its number: `settlement.invoice_unknown` when there is none, it is
 * not an issued invoice, or the payment's own system means another one; `settlement.currency_differs`. Undefined when it fits.
 */
export async function findMisfit(
  tx: Tx,
  payment: PaymentRow,
  invoice: InvoiceRow | undefined,
): Promise<AppError | undefined> {
  const number = payment.invoiceNumber ?? '(none)';
  const unknown = (detail: string): AppError => new AppError('settlement.invoice_unknown', { detail });
  if (invoice === undefined) return unknown(`No invoice here has the number ${number}.`);
  if (!takesCommand('allocate', invoice)) return unknown(`The invoice ${number} is not open for payments.`);
  if (await isMeantForAnother(tx, payment, invoice.id)) {
    return unknown(
      `The payment is for another invoice of the number ${number}: ${payment.invoiceExternalKey} in its own system.`,
    );
  }
  return invoice.currency === payment.currency ? undefined : new AppError('settlement.currency_differs');
}

/** A ledger may hold invoices of others with our numbers: the id that we wrote there decides, once there is one. */
async function isMeantForAnother(tx: Tx, payment: PaymentRow, invoiceId: string): Promise<boolean> {
  const { sourceConnectionId, invoiceExternalKey } = payment;
  if (sourceConnectionId === null || invoiceExternalKey === null) return false;
  const [link] = await tx
    .select({ externalId: syncLinks.externalId })
    .from(syncLinks)
    .where(
      and(
        eq(syncLinks.connectionId, sourceConnectionId),
        eq(syncLinks.object, 'invoice'),
        eq(syncLinks.canonicalId, invoiceId),
      ),
    );
  return link !== undefined && link.externalId !== invoiceExternalKey;
}
