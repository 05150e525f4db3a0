import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import { compareFields } from '../../../core/sync/compare-fields.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroInvoice } from './api-types.ts';
import type { XeroClient } from './client.ts';
import { invoiceToBody } from './invoice-body.ts';
import { InvoiceFields, invoiceToFields } from './invoice-fields.ts';
import type { InvoiceBooking } from './line-body.ts';

/** Statuses in which an invoice counts in the books. */
const BOOKED: ReadonlySet<string> = new Set(['AUTHORISED', 'PAID']);

/** Reads a booked invoice by its id; a voided, deleted or unapproved one is not in the books and reads as undefined. */
export async function readInvoice(
  client: XeroClient,
  booking: InvoiceBooking,
  invoiceId: string,
): Promise<TargetRecord | undefined> {
  const invoice = await client.findInvoice(invoiceId);
  if (invoice === undefined || !BOOKED.has(invoice.Status)) return undefined;
  return { externalId: invoice.InvoiceID, fields: invoiceToFields(invoice, booking.taxTypes) };
}

/**
 * Looks a booked invoice up by its number. A number that is taken by one which is not booked raises target.conflict;
 * deleted ones do not count, since Xero gives their numbers free.
 */
export async function findInvoiceByNumber(
  client: XeroClient,
  booking: InvoiceBooking,
  number: string,
): Promise<TargetRecord | undefined> {
  const found = (await client.listInvoices(number)).filter(({ Status }) => Status !== 'DELETED');
  const booked = found.find(({ Status }) => BOOKED.has(Status));
  if (booked !== undefined) {
    return { externalId: booked.InvoiceID, fields: invoiceToFields(booked, booking.taxTypes) };
  }
  const [other] = found;
  if (other === undefined) return undefined;
  throw conflict(`${number} exists in Xero with status ${other.Status}.`);
}

/**
 * Books an invoice, or brings one that our app created back to our content. An invoice of the same number and the same
 * content is taken as it is; one with other content that is not ours raises target.conflict.
 */
export async function writeInvoice(
  client: XeroClient,
  booking: InvoiceBooking,
  write: TargetWrite,
): Promise<{ externalId: string }> {
  const contactId = write.references['customer'];
  const fields = InvoiceFields.safeParse({ contactId, ...write.fields }).data;
  assert(fields !== undefined, 'an invoice has the fields that are written to Xero');
  assert(fields.contactId === contactId, 'an invoice is written for the contact that it points to');
  const body = invoiceToBody(fields, booking);
  return write.externalId === undefined
    ? createInvoice(client, booking, fields, body, write.operationKey)
    : updateInvoice(client, booking, fields, body, { ...write, externalId: write.externalId });
}

async function createInvoice(
  client: XeroClient,
  booking: InvoiceBooking,
  fields: InvoiceFields,
  record: JsonObject,
  operationKey: string,
): Promise<{ externalId: string }> {
  try {
    return { externalId: await client.save({ list: 'Invoices', method: 'PUT', record, operationKey }) };
  } catch (refusal) {
    if (!(refusal instanceof AppError) || refusal.code !== 'target.refused') throw refusal;
    // Xero refuses a second invoice of one number. Whether that is the reason is asked, not read from its text.
    const existing = await findInvoiceByNumber(client, booking, fields.number);
    if (existing === undefined) throw refusal;
    const names = differingNames(fields, existing);
    if (names === '') return { externalId: existing.externalId };
    throw conflict(`${fields.number} exists in Xero with another content: ${names}.`);
  }
}

async function updateInvoice(
  client: XeroClient,
  booking: InvoiceBooking,
  fields: InvoiceFields,
  body: ReturnType<typeof invoiceToBody>,
  write: { externalId: string; operationKey: string },
): Promise<{ externalId: string }> {
  const { externalId, operationKey } = write;
  const current = await client.findInvoice(externalId);
  if (current === undefined) throw new AppError('record.not_found', { detail: 'Xero has no such invoice.' });
  if (!BOOKED.has(current.Status))
    throw conflict(`${fields.number} has the status ${current.Status} in Xero.`);
  const names = differingNames(fields, { fields: invoiceToFields(current, booking.taxTypes) });
  if (names === '') return { externalId };
  const ours = await client.listInvoices(current.InvoiceNumber, true);
  if (!ours.some(({ InvoiceID }) => InvoiceID === externalId)) {
    throw conflict(`${current.InvoiceNumber} exists in Xero with another content: ${names}.`);
  }
  const record = { ...body, InvoiceID: externalId, LineItems: keepLineIds(body.LineItems, current) };
  return { externalId: await client.save({ list: 'Invoices', method: 'POST', record, operationKey }) };
}

function keepLineIds(lines: readonly JsonObject[], { LineItems }: XeroInvoice): JsonObject[] {
  // Without its id a line would be deleted and made anew, and tracking that people set on it would be lost.
  return lines.map((line, index) => {
    const lineId = LineItems[index]?.LineItemID;
    return lineId === undefined ? line : { LineItemID: lineId, ...line };
  });
}

function differingNames(fields: InvoiceFields, { fields: theirs }: Pick<TargetRecord, 'fields'>): string {
  return compareFields(fields, theirs)
    .map(({ field }) => field)
    .join(', ');
}

function conflict(detail: string): AppError {
  return new AppError('target.conflict', { detail });
}
