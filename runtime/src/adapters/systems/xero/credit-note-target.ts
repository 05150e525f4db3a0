import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import { compareFields } from '../../../core/sync/compare-fields.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import { allocateCredit } from './allocate-credit.ts';
import type { XeroCreditNote } from './api-types.ts';
import type { XeroClient } from './client.ts';
import { creditNoteToBody } from './credit-note-body.ts';
import { CreditNoteFields, creditNoteToFields } from './credit-note-fields.ts';
import type { InvoiceBooking } from './line-body.ts';

/** Statuses in which a credit note counts in the books; it is PAID once nothing of it is left. */
const BOOKED: ReadonlySet<string> = new Set(['AUTHORISED', 'PAID']);

/** Reads a booked credit note by its id; a voided, deleted or unapproved one reads as undefined. */
export async function readCreditNote(
  client: XeroClient,
  booking: InvoiceBooking,
  creditNoteId: string,
): Promise<TargetRecord | undefined> {
  const creditNote = await client.findCreditNote(creditNoteId);
  if (creditNote === undefined || !BOOKED.has(creditNote.Status)) return undefined;
  return { externalId: creditNote.CreditNoteID, fields: creditNoteToFields(creditNote, booking.taxTypes) };
}

/** Looks a booked credit note up by its number; one of it that is not booked raises target.conflict. */
export async function findCreditNoteByNumber(
  client: XeroClient,
  booking: InvoiceBooking,
  number: string,
): Promise<TargetRecord | undefined> {
  const found = (await client.listCreditNotes(number)).filter(({ Status }) => Status !== 'DELETED');
  const booked = found.find(({ Status }) => BOOKED.has(Status));
  // A list may leave out what a credit note is set off against.
  if (booked !== undefined) return readCreditNote(client, booking, booked.CreditNoteID);
  const [other] = found;
  if (other === undefined) return undefined;
  throw conflict(`${number} exists in Xero with status ${other.Status}.`);
}

/**
 * Books a credit note and sets it off against its invoice; what of both is there already is not made again. Xero does
 * not tell which credit notes our app made, so one with another content is never changed: it raises target.conflict.
 */
export async function writeCreditNote(
  client: XeroClient,
  booking: InvoiceBooking,
  write: TargetWrite,
): Promise<{ externalId: string }> {
  const contactId = write.references['customer'];
  const fields = CreditNoteFields.safeParse({ contactId, ...write.fields }).data;
  assert(fields !== undefined, 'a credit note has the fields that are written to Xero');
  const externalId =
    write.externalId ?? (await createCreditNote(client, booking, fields, write.operationKey));
  const current = await getBooked(client, fields.number, externalId);
  const held = creditNoteToFields(current, booking.taxTypes);
  const { allocations: _, ...content } = fields;
  const names = compareFields(content, held).map(({ field }) => field);
  if (names.length > 0) {
    throw conflict(`${fields.number} exists in Xero with another content: ${names.join(', ')}.`);
  }
  await allocateCredit(client, fields, held, { creditNoteId: externalId, operationKey: write.operationKey });
  return { externalId };
}

async function createCreditNote(
  client: XeroClient,
  booking: InvoiceBooking,
  fields: CreditNoteFields,
  operationKey: string,
): Promise<string> {
  try {
    const record = creditNoteToBody(fields, booking);
    return await client.save({ list: 'CreditNotes', method: 'PUT', record, operationKey });
  } catch (refusal) {
    if (!(refusal instanceof AppError) || refusal.code !== 'target.refused') throw refusal;
    // Xero refuses a second one of a number. Whether that is the reason is asked, not read from its text.
    const existing = await findCreditNoteByNumber(client, booking, fields.number);
    if (existing === undefined) throw refusal;
    return existing.externalId;
  }
}

async function getBooked(client: XeroClient, number: string, creditNoteId: string): Promise<XeroCreditNote> {
  const current = await client.findCreditNote(creditNoteId);
  if (current === undefined) {
    throw new AppError('record.not_found', { detail: 'Xero has no such credit note.' });
  }
  if (BOOKED.has(current.Status)) return current;
  throw conflict(`${number} has the status ${current.Status} in Xero.`);
}

const conflict = (detail: string): AppError => new AppError('target.conflict', { detail });
