import { z } from 'zod';
import { parseDecimal } from '../../../core/money/parse-decimal.ts';
import { legacyToDate, legacyToInstant } from './xero-dates.ts';

/** Names of fields are those of the "Xero Accounting API OpenAPI specification" (MIT, XeroAPI/Xero-OpenAPI). */
const XeroId = z.uuid();

/** A number of an answer as its source text, as a transport with `numbersAsText` gives it; a JSON number is refused. */
const XeroDecimal = z.string().refine((text) => parseDecimal(text).ok, 'must be a plain decimal as text');

const XeroDate = z.string().transform((text, context) => {
  const date = legacyToDate(text);
  if (date.ok) return date.value;
  context.addIssue({ code: 'custom', message: date.reason });
  return z.NEVER;
});

const XeroInstant = z.string().transform((text, context) => {
  const instant = legacyToInstant(text);
  if (instant.ok) return instant.value;
  context.addIssue({ code: 'custom', message: instant.reason });
  return z.NEVER;
});

/** Absent, null and empty are the same in Xero. */
const XeroText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** A contact; `ContactNumber` holds our customer id. */
export const XeroContact = z.object({
  ContactID: XeroId,
  ContactNumber: XeroText,
  ContactStatus: XeroText,
  Name: z.string(),
  EmailAddress: XeroText,
  TaxNumber: XeroText,
});
export type XeroContact = z.infer<typeof XeroContact>;

/** An item of the price list. */
export const XeroItem = z.object({
  ItemID: XeroId,
  Code: z.string(),
  Name: XeroText,
  Description: XeroText,
});
export type XeroItem = z.infer<typeof XeroItem>;

/** One line of an invoice. A line of text only has neither quantity nor price. */
const XeroLine = z.object({
  LineItemID: XeroId.optional(),
  ItemCode: XeroText,
  Description: XeroText,
  Quantity: XeroDecimal.default('0'),
  UnitAmount: XeroDecimal.default('0'),
  LineAmount: XeroDecimal.default('0'),
  AccountCode: XeroText,
  TaxType: XeroText,
  TaxAmount: XeroDecimal.default('0'),
});
export type XeroLine = z.infer<typeof XeroLine>;

/** A sales invoice or a bill. Due date and number may be missing on drafts that people make. */
export const XeroInvoice = z.object({
  InvoiceID: XeroId,
  InvoiceNumber: XeroText,
  Type: z.string(),
  Status: z.string(),
  Contact: z.object({ ContactID: XeroId, Name: XeroText }),
  Date: XeroDate,
  DueDate: XeroDate.nullish(),
  CurrencyCode: z.string(),
  Reference: XeroText,
  LineAmountTypes: XeroText,
  LineItems: z.array(XeroLine).default([]),
  SubTotal: XeroDecimal,
  TotalTax: XeroDecimal,
  Total: XeroDecimal,
  AmountDue: XeroDecimal.default('0'),
  AmountPaid: XeroDecimal.default('0'),
  AmountCredited: XeroDecimal.default('0'),
  UpdatedDateUTC: XeroInstant.nullish(),
});
export type XeroInvoice = z.infer<typeof XeroInvoice>;

/** A credit note of sales or of purchases, with what of it is set off against invoices. */
export const XeroCreditNote = z.object({
  CreditNoteID: XeroId,
  CreditNoteNumber: XeroText,
  Type: z.string(),
  Status: z.string(),
  Contact: z.object({ ContactID: XeroId }),
  Date: XeroDate,
  CurrencyCode: z.string(),
  Reference: XeroText,
  LineItems: z.array(XeroLine).default([]),
  SubTotal: XeroDecimal,
  TotalTax: XeroDecimal,
  Total: XeroDecimal,
  Allocations: z
    .array(
      z.object({
        AllocationID: XeroId.optional(),
        Amount: XeroDecimal,
        Invoice: z.object({ InvoiceID: XeroId }),
      }),
    )
    .default([]),
});
export type XeroCreditNote = z.infer<typeof XeroCreditNote>;

/**
 * A payment of an invoice, or the refund of a credit note (`ARCREDITPAYMENT`), which stands under `Invoice` then. `Amount` is in the invoice's currency, `BankAmount` in the bank account's. */
export const XeroPayment = z.object({
  PaymentID: XeroId,
  Date: XeroDate,
  Amount: XeroDecimal,
  BankAmount: XeroDecimal.optional(),
  Reference: XeroText,
  Status: z.string(),
  PaymentType: XeroText,
  Invoice: z.object({ InvoiceID: XeroId, InvoiceNumber: XeroText, CurrencyCode: z.string() }),
  UpdatedDateUTC: XeroInstant.nullish(),
});
export type XeroPayment = z.infer<typeof XeroPayment>;

const Messages = z.array(z.object({ Message: z.string().catch('') })).nullish();

/** What became of one record of a write: with `summarizeErrors=false` an answer of 200 may hold refusals. */
export const XeroOutcome = z.object({
  StatusAttributeString: z.string().nullish(),
  HasErrors: z.boolean().nullish(),
  HasValidationErrors: z.boolean().nullish(),
  ValidationErrors: Messages,
});
export type XeroOutcome = z.infer<typeof XeroOutcome>;

/** Xero's error bodies: a validation exception with elements, or a title and detail from its gateway. */
export const XeroError = z.object({
  Type: z.string().nullish().catch(undefined),
  Title: z.string().nullish().catch(undefined),
  Message: z.string().nullish().catch(undefined),
  Elements: z
    .array(z.object({ ValidationErrors: Messages }))
    .nullish()
    .catch(undefined),
});
