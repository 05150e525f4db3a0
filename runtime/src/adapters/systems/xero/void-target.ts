import { AppError } from '../../../core/app-error.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroClient } from './client.ts';

/** Statuses in which an invoice counts in no books; Xero voids what was approved and deletes what was not. */
const GONE: ReadonlySet<string> = new Set(['VOIDED', 'DELETED']);

/** Reads whether an invoice counts in Xero's books any more. */
export async function readVoid(client: XeroClient, invoiceId: string): Promise<TargetRecord | undefined> {
  const invoice = await client.findInvoice(invoiceId);
  if (invoice === undefined) return undefined;
  return {
    externalId: invoice.InvoiceID,
    fields: { status: GONE.has(invoice.Status) ? 'voided' : 'booked' },
  };
}

/**
 * Voids an invoice. Xero itself refuses one that has a payment or a credit note (target.refused, with its reasons); one
 * that is void already is left alone. Raises record.not_found.
 */
export async function writeVoid(client: XeroClient, write: TargetWrite): Promise<{ externalId: string }> {
  const { externalId, operationKey } = write;
  const current = externalId === undefined ? undefined : await client.findInvoice(externalId);
  if (current === undefined) throw new AppError('record.not_found', { detail: 'Xero has no such invoice.' });
  const { InvoiceID, Status } = current;
  if (GONE.has(Status)) return { externalId: InvoiceID };
  const record = { InvoiceID, Status: 'VOIDED' };
  return { externalId: await client.save({ list: 'Invoices', method: 'POST', record, operationKey }) };
}
