import { z } from 'zod';
import {
  DateText,
  Delivery,
  DocumentType,
  Locale,
  Party,
  PaymentInstructions,
  Period,
  PrecedingInvoice,
  Recipient,
  References,
} from './document.ts';
import { DraftDocumentAllowanceCharge, DraftInstalment } from './draft/draft-allowance-charge.ts';
import { BoundedDecimal, CurrencyText, UnsignedDecimal } from './draft/draft-decimal.ts';
import { DraftDocumentLine } from './draft/draft-document-line.ts';
import { RoundingProfile } from './rounding-profile.ts';

/** Bounds of the lists of a draft. */
export const DRAFT_LINES_MAX = 10_000;
const LIST_MAX = 100;

/**
 * A document before it is computed: E 2 without anything that follows from the rest. There are no net amounts, no tax
 * rows and no totals in it, so that none can be wrong; what is absent has the default that is named here, or is not
 * on the document.
 */
export const InvoiceDraft = z.strictObject({
  /** BT-3. */
  type: DocumentType.default('invoice'),
  /** The hub's ids; empty where the hub holds no such record. */
  id: z.string().max(100).default(''),
  entityId: z.string().max(100).default(''),
  customerId: z.string().max(100).default(''),
  dealId: z.string().max(100).nullable().default(null),
  contractId: z.string().max(100).optional(),
  /** The language that the document is printed in. */
  locale: Locale,
  /** BT-5. */
  currency: CurrencyText,
  /** BT-6, with the rate that the total tax is stated in it by (BT-111): its units for one of the document's currency. */
  taxCurrency: CurrencyText.optional(),
  exchangeRate: z
    .strictObject({ rate: UnsignedDecimal, source: z.string().min(1).max(100), date: DateText })
    .optional(),
  /** Whether prices, and with them every allowance and charge, hold the tax. */
  priceBasis: z.enum(['tax_exclusive', 'tax_inclusive']).default('tax_exclusive'),
  rounding: RoundingProfile.prefault({}),
  /** BT-1 of a document that was numbered elsewhere, for its export; the hub numbers its own at issue. */
  number: z.string().min(1).max(100).optional(),
  /** BT-2, as planned; the number and the date that count are given at issue. */
  issueDate: DateText.nullable().default(null),
  /** BT-9; follows from instalments or terms when absent. */
  dueDate: DateText.optional(),
  /** BT-7: for Japan the 取引年月日. */
  supplyDate: DateText,
  /** BT-20 as a code: `net:30`, or `eom+1:day31`. */
  termsCode: z.string().min(1).max(40),
  /** The closing day (締め日) that the terms count from; the day of issue when absent. */
  closingDate: DateText.optional(),
  /** BG-4 and BG-7. */
  seller: Party.strict(),
  buyer: Party.strict(),
  recipients: z.array(Recipient.strict()).max(LIST_MAX).default([]),
  /** BG-16. */
  paymentInstructions: PaymentInstructions.strict().optional(),
  /** BT-13. */
  purchaseOrder: z.string().max(100).optional(),
  references: References.strict().optional(),
  /** BG-3: required on a credit note, a corrected invoice and a final invoice. */
  precedingInvoices: z.array(PrecedingInvoice.strict()).max(LIST_MAX).default([]),
  /** BG-14. */
  period: Period.strict().optional(),
  /** BG-13. */
  delivery: Delivery.strict().optional(),
  /** BG-10 and BG-11. */
  payee: Party.strict().optional(),
  taxRepresentative: Party.strict().optional(),
  /** BG-25. */
  lines: z.array(DraftDocumentLine).max(DRAFT_LINES_MAX),
  /** BG-20 and BG-21. */
  allowances: z.array(DraftDocumentAllowanceCharge).max(LIST_MAX).default([]),
  charges: z.array(DraftDocumentAllowanceCharge).max(LIST_MAX).default([]),
  /** BT-113: what was paid before. */
  prepaid: BoundedDecimal.default('0'),
  /** All by share or all by amount. */
  instalments: z.array(DraftInstalment).max(LIST_MAX).default([]),
  /** 源泉徴収; without a base it is of the total without tax (BT-109). */
  withholding: z.strictObject({ ratePercent: UnsignedDecimal, base: BoundedDecimal.optional() }).optional(),
  /** BG-1. */
  notes: z.array(z.string().max(1000)).max(LIST_MAX).default([]),
});
export type InvoiceDraft = z.infer<typeof InvoiceDraft>;

/** A draft as somebody writes it, without what has a default. */
export type InvoiceDraftInput = z.input<typeof InvoiceDraft>;
