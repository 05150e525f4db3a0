import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import { checkLine, LineInput } from './check-line.ts';
import { checkParty } from './check-party.ts';
import type { XeroStore } from './create-xero-store.ts';
import { creditNoteToApi } from './credit-note-to-api.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { SETTLED_IN_PART } from './settled-in-part.ts';
import type { XeroOrganisation } from './xero-organisation.ts';
import type { StoredCreditNote } from './xero-types.ts';

const Input = z.object({
  CreditNoteNumber: z.string(),
  Contact: z.object({ ContactID: z.string() }),
  Date: z.string(),
  CurrencyCode: z.string(),
  Reference: z.string().default(''),
  LineItems: z.array(LineInput),
});

type SaveContext = { store: XeroStore; organisation: XeroOrganisation; unitDecimals: number; atMs: number };

/** Creates an approved credit note of sales, with Xero's own checks. */
export function createCreditNote(record: JsonObject, context: SaveContext): SavedRecord {
  const { store, organisation, unitDecimals } = context;
  const input = Input.parse(record);
  const checked = input.LineItems.map((line) =>
    checkLine(line, { store, organisation, unitDecimals, before: undefined }),
  );
  const isTaken = store.creditNotes().some(({ number }) => number === input.CreditNoteNumber);
  const reasons = [
    ...(isTaken ? ['Credit note number must be unique.'] : []),
    ...checkParty(input, context),
    ...(checked.length === 0 ? ['One or more line items must be specified'] : []),
    ...checked.flatMap((line) => line.reasons),
  ];
  if (reasons.length > 0) return refused(record, reasons);
  return keep(context, {
    creditNoteId: randomUUID(),
    number: input.CreditNoteNumber,
    status: 'AUTHORISED',
    contactId: input.Contact.ContactID,
    date: input.Date,
    currency: input.CurrencyCode,
    reference: input.Reference,
    lines: checked.map(({ line }) => line),
    updatedAtMs: context.atMs,
  });
}

/** Voids a credit note, which nothing may be allocated from. */
export function voidCreditNote(record: JsonObject, context: SaveContext): SavedRecord {
  const { store, atMs } = context;
  const before = store.creditNotes().find(({ creditNoteId }) => creditNoteId === record['CreditNoteID']);
  if (before === undefined) {
    return refused(record, ['An existing Credit Note with the specified CreditNoteID could not be found']);
  }
  const uses = [...store.allocations(), ...store.refunds()];
  if (uses.some(({ creditNoteId }) => creditNoteId === before.creditNoteId)) {
    return refused(record, [SETTLED_IN_PART]);
  }
  if (before.status !== 'AUTHORISED') {
    return refused(record, ['Credit note not of valid status for modification']);
  }
  return keep(context, { ...before, status: 'VOIDED', updatedAtMs: atMs });
}

function keep({ store, unitDecimals }: SaveContext, creditNote: StoredCreditNote): SavedRecord {
  store.putCreditNote(creditNote);
  const record = creditNoteToApi(store, creditNote, unitDecimals);
  return { isSaved: true, record, id: creditNote.creditNoteId };
}
