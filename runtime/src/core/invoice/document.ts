import { z } from 'zod';

/** An exact decimal as text in plain notation: no exponent, no thousands mark, no float. */
export const DecimalText = z
  .string()
  .regex(/^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/, 'must be a plain decimal number');

/** A calendar date `YYYY-MM-DD` in the legal entity's zone; never an instant. */
export const DateText = z.iso.date();

/** A language that documents can be issued in. */
export const Locale = z.enum(['en', 'ja']);
export type Locale = z.infer<typeof Locale>;

/** A postal address as printed (EN 16931 BG-5, BG-8). */
export const Address = z.object({
  line1: z.string().min(1).max(200),
  line2: z.string().max(200).optional(),
  city: z.string().min(1).max(100),
  region: z.string().max(100).optional(),
  postalCode: z.string().max(20).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as US'),
});
export type Address = z.infer<typeof Address>;

/** Seller or buyer as frozen on the document (BG-4, BG-7). */
export const Party = z.object({
  name: z.string().min(1).max(200),
  /** BT-31 or BT-48; for a Japanese seller the registration number `T` + 13 digits. */
  taxId: z.string().max(40).optional(),
  address: Address.optional(),
  email: z.email().optional(),
});
export type Party = z.infer<typeof Party>;

/** Who receives the document, how, and in which language. */
export const Recipient = z.object({
  role: z.enum(['bill_to', 'copy']),
  name: z.string().max(200),
  email: z.email(),
  locale: Locale,
});
export type Recipient = z.infer<typeof Recipient>;

/** Where the money goes (BG-17). */
export const PaymentInstructions = z.object({
  bankName: z.string().max(100),
  branch: z.string().max(100).optional(),
  accountType: z.string().max(40).optional(),
  accountNumber: z.string().max(40),
  accountName: z.string().max(100),
  routing: z.string().max(40).optional(),
});
export type PaymentInstructions = z.infer<typeof PaymentInstructions>;

/** Tax category of EN 16931 (UNCL 5305): S standard, AA reduced, E exempt, Z zero-rated, O outside the scope. */
export const TaxCategory = z.enum(['S', 'AA', 'E', 'Z', 'O']);
export type TaxCategory = z.infer<typeof TaxCategory>;

/** The record that a line comes from; unique over live lines, which blocks double billing. */
export const LineSource = z.object({
  system: z.string(),
  connectionId: z.string(),
  object: z.string(),
  externalId: z.string(),
  recordId: z.string(),
  kind: z.enum(['deal_line']),
});
export type LineSource = z.infer<typeof LineSource>;

/** One line (BG-25) at the boundary: every amount is a decimal string in major units. */
export const DocumentLine = z.object({
  position: z.int().min(1),
  sku: z.string(),
  name: z.string().min(1).max(300),
  description: z.string().max(1000).optional(),
  quantity: DecimalText,
  unit: z.string().max(10),
  unitPrice: DecimalText,
  /** Line allowance (BG-27) in the document's currency, with its reason. */
  discount: z.object({ percent: DecimalText.optional(), amount: DecimalText, reason: z.string() }).optional(),
  netAmount: DecimalText,
  taxCategory: TaxCategory,
  taxRatePercent: DecimalText,
  /** The price of the product master's version, when the line departs from it. */
  listPrice: DecimalText.optional(),
  productId: z.string(),
  productVersionId: z.string(),
  source: LineSource.optional(),
});
export type DocumentLine = z.infer<typeof DocumentLine>;

/** One row of the tax breakdown (BG-23): one rounding per category and rate. */
export const TaxRow = z.object({
  category: TaxCategory,
  ratePercent: DecimalText,
  base: DecimalText,
  tax: DecimalText,
});
export type TaxRow = z.infer<typeof TaxRow>;

/** Document totals (BG-22). `taxInclusive = taxExclusive + tax`; `payable = taxInclusive - prepaid`. */
export const Totals = z.object({
  lineNet: DecimalText,
  taxExclusive: DecimalText,
  tax: DecimalText,
  taxInclusive: DecimalText,
  prepaid: DecimalText,
  payable: DecimalText,
});
export type Totals = z.infer<typeof Totals>;

/** Where a document stands in its life; changed by commands only. */
export const DocumentStatus = z.enum([
  'draft',
  'pending_approval',
  'approved',
  'issued',
  'voiding',
  'voided',
  'discarded',
]);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/**
 * The invoice at every boundary: API, renderer, snapshot, connectors.
 * The document is a view of the rows; the rows hold integer minor units.
 */
export const InvoiceDocument = z.object({
  id: z.string(),
  type: z.enum(['invoice']),
  status: DocumentStatus,
  /** Null until issue (BT-1). */
  number: z.string().nullable(),
  entityId: z.string(),
  customerId: z.string(),
  dealId: z.string().nullable(),
  locale: Locale,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Null until issue (BT-2). */
  issueDate: DateText.nullable(),
  dueDate: DateText.nullable(),
  /** Date of the taxable supply (BT-7): for Japan the 取引年月日. */
  supplyDate: DateText,
  terms: z.object({ code: z.string(), text: z.string() }),
  seller: Party,
  buyer: Party,
  recipients: z.array(Recipient),
  paymentInstructions: PaymentInstructions.optional(),
  purchaseOrder: z.string().max(100).optional(),
  notes: z.array(z.string().max(1000)),
  lines: z.array(DocumentLine),
  taxRows: z.array(TaxRow),
  totals: Totals,
});
export type InvoiceDocument = z.infer<typeof InvoiceDocument>;
