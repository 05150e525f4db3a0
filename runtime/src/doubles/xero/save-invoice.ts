import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import { checkLine, LineInput } from './check-line.ts';
import { checkParty } from './check-party.ts';
import type { XeroStore } from './create-xero-store.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { isSettledInPart, SETTLED_IN_PART } from './settled-in-part.ts';
import { invoiceToApi } from './to-api.ts';
import type { XeroOrganisation } from './xero-organisation.ts';
import type { StoredInvoice } from './xero-types.ts';

const Input = z.object({
  InvoiceID: z.string().optional(),
  InvoiceNumber: z.string(),
  Contact: z.object({ ContactID: z.string() }),
  Date: z.string(),
  DueDate: z.string(),
  CurrencyCode: z.string(),
  Reference: z.string().default(''),
  Status: z.enum(['DRAFT', 'AUTHORISED']),
  SentToContact: z.boolean().default(false),
  LineItems: z.array(LineInput),
});

type SaveContext = {
  store: XeroStore;
  organisation: XeroOrganisation;
  isUpdate: boolean;
  unitDecimals: number;
  atMs: number;
};

/** Creates a sales invoice, or with `isUpdate` changes one by its id, with Xero's own checks. */
export function saveInvoice(record: JsonObject, context: SaveContext): SavedRecord {
  const { store, organisation, isUpdate, unitDecimals } = context;
  if (isUpdate && record['Status'] === 'VOIDED') return voidInvoice(record, context);
  const input = Input.parse(record);
  const before = isUpdate
    ? store.invoices().find(({ invoiceId }) => invoiceId === input.InvoiceID)
    : undefined;
  if (isUpdate && before === undefined) {
    return refused(record, ['The document with the supplied id was not found for this endpoint.']);
  }
  const checked = input.LineItems.map((line) =>
    checkLine(line, { store, organisation, unitDecimals, before }),
  );
  const reasons = [
    ...checkHeader(input, context, before),
    ...(checked.length === 0 ? ['One or more line items must be specified'] : []),
    ...checked.flatMap((line) => line.reasons),
  ];
  if (reasons.length > 0) return refused(record, reasons);
  const after: StoredInvoice = {
    invoiceId: before?.invoiceId ?? randomUUID(),
    number: input.InvoiceNumber,
    status: input.Status,
    contactId: input.Contact.ContactID,
    date: input.Date,
    dueDate: input.DueDate,
    currency: input.CurrencyCode,
    reference: input.Reference,
    sentToContact: input.SentToContact,
    lines: checked.map(({ line }) => line),
    isByApp: before?.isByApp ?? true,
    updatedAtMs: context.atMs,
  };
  store.putInvoice(after);
  return { isSaved: true, record: invoiceToApi(store, after, unitDecimals), id: after.invoiceId };
}

/** Voids a sales invoice: only an approved one that nothing is allocated to (Xero, Invoices: "Voiding an invoice"). */
function voidInvoice(record: JsonObject, { store, unitDecimals, atMs }: SaveContext): SavedRecord {
  const before = store.invoices().find(({ invoiceId }) => invoiceId === record['InvoiceID']);
  if (before === undefined) {
    return refused(record, ['The document with the supplied id was not found for this endpoint.']);
  }
  if (isSettledInPart(store, before.invoiceId)) return refused(record, [SETTLED_IN_PART]);
  if (before.status !== 'AUTHORISED') {
    return refused(record, ['Invoice not of valid status for modification']);
  }
  const after: StoredInvoice = { ...before, status: 'VOIDED', updatedAtMs: atMs };
  store.putInvoice(after);
  return { isSaved: true, record: invoiceToApi(store, after, unitDecimals), id: after.invoiceId };
}

function checkHeader(
  input: z.infer<typeof Input>,
  context: SaveContext,
  before: StoredInvoice | undefined,
): string[] {
  const { store } = context;
  const reasons: string[] = [];
  const holder = store.findInvoiceByNumber(input.InvoiceNumber);
  if (holder !== undefined && holder.invoiceId !== before?.invoiceId)
    reasons.push('Invoice # must be unique.');
  if (before?.status === 'VOIDED' || before?.status === 'DELETED') {
    reasons.push('Invoice not of valid status for modification');
  }
  // Xero refuses any edit then, not only one of the amounts (XeroAPI/Xero-NetStandard issue 84).
  if (before !== undefined && isSettledInPart(store, before.invoiceId)) reasons.push(SETTLED_IN_PART);
  return [...reasons, ...checkParty(input, context)];
}
