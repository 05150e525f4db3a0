import { AppError } from '../../../core/app-error.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroClient } from './client.ts';

/** Statuses in which a document counts in no books; Xero voids what was approved and deletes what was not. */
const GONE: ReadonlySet<string> = new Set(['VOIDED', 'DELETED']);

/** What can be voided, by the object that asks for it. */
export type VoidObject = 'invoice_void' | 'credit_note_void';

/** True for an object that asks for a void. */
export const isVoidObject = (object: string): object is VoidObject =>
  object === 'invoice_void' || object === 'credit_note_void';

/** Reads whether an invoice or a credit note counts in Xero's books any more. */
export async function readVoid(
  client: XeroClient,
  object: VoidObject,
  externalId: string,
): Promise<TargetRecord | undefined> {
  const status = await findStatus(client, object, externalId);
  if (status === undefined) return undefined;
  return { externalId, fields: { status: GONE.has(status) ? 'voided' : 'booked' } };
}

/**
 * Voids an invoice or a credit note. Xero itself refuses one that has a payment or a credit on it (target.refused, with
 * its reasons); one that is void already is left alone. Raises record.not_found.
 */
export async function writeVoid(
  client: XeroClient,
  object: VoidObject,
  { externalId, operationKey }: TargetWrite,
): Promise<{ externalId: string }> {
  const status = externalId === undefined ? undefined : await findStatus(client, object, externalId);
  if (externalId === undefined || status === undefined) {
    throw new AppError('record.not_found', { detail: 'Xero has no such document.' });
  }
  if (GONE.has(status)) return { externalId };
  const target =
    object === 'invoice_void'
      ? { list: 'Invoices' as const, record: { InvoiceID: externalId, Status: 'VOIDED' } }
      : { list: 'CreditNotes' as const, record: { CreditNoteID: externalId, Status: 'VOIDED' } };
  return { externalId: await client.save({ ...target, method: 'POST', operationKey }) };
}

async function findStatus(
  client: XeroClient,
  object: VoidObject,
  externalId: string,
): Promise<string | undefined> {
  const found =
    object === 'invoice_void' ? client.findInvoice(externalId) : client.findCreditNote(externalId);
  return (await found)?.Status;
}
