import { z } from 'zod';
import { RoundingProfile } from './rounding-profile.ts';

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
  /** BT-41 and BT-42, and for the buyer BT-56 and BT-57. */
  contactName: z.string().min(1).max(200).optional(),
  phone: z.string().min(1).max(40).optional(),
  /** BT-34 or BT-49 as `scheme:identifier`, the scheme from the EAS list: `0088:7300010000001`. */
  electronicAddress: z
    .string()
    .regex(/^[0-9A-Z]{2,4}:[^\s]{1,100}$/, 'must be a scheme and an identifier such as 0088:7300010000001')
    .optional(),
  /** BT-30 or BT-47, in the same form, the scheme from ISO 6523: `0106:12345678`. */
  legalId: z
    .string()
    .regex(/^[0-9]{4}:[^\s]{1,100}$/, 'must be a scheme and an identifier such as 0106:12345678')
    .optional(),
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

/**
 * Tax category of EN 16931 (UNCL 5305): S standard, AA reduced, E exempt, Z zero-rated, AE reverse charge, K supply
 * within the EU, G export, O outside the scope.
 */
export const TAX_CATEGORIES = ['S', 'AA', 'E', 'Z', 'AE', 'K', 'G', 'O'] as const;

/** One of `TAX_CATEGORIES`. */
export const TaxCategory = z.enum(TAX_CATEGORIES);
export type TaxCategory = z.infer<typeof TaxCategory>;

/** A span of calendar days, both included (BG-14, BG-26). */
export const Period = z.object({ from: DateText, to: DateText });
export type Period = z.infer<typeof Period>;

/** A reduction of a line (BG-27) or an addition to it (BG-28), in the document's currency, never negative. */
export const AllowanceCharge = z.object({
  amount: DecimalText,
  /** With `base`, where the amount is a share of something (BT-137, BT-138). */
  percent: DecimalText.optional(),
  base: DecimalText.optional(),
  /** BR-CO-21 to 24: a reason is required. */
  reason: z.string().min(1).max(200),
  /** UNCL 5189 for an allowance, UNCL 7161 for a charge. */
  reasonCode: z.string().max(10).optional(),
});
export type AllowanceCharge = z.infer<typeof AllowanceCharge>;

/** A reduction of the whole document (BG-20) or an addition to it (BG-21), under one category and rate. */
export const DocumentAllowanceCharge = AllowanceCharge.extend({
  taxCategory: TaxCategory,
  taxRatePercent: DecimalText,
});
export type DocumentAllowanceCharge = z.infer<typeof DocumentAllowanceCharge>;

/** The record that a line comes from; unique over live lines, which blocks double billing. */
export const LineSource = z.object({
  system: z.string(),
  connectionId: z.string(),
  object: z.string(),
  externalId: z.string(),
  recordId: z.string(),
  kind: z.enum([
    'deal_line',
    /** Added by hand: it is in no other system. */
    'added_line',
    'order_line',
    'shipment_line',
    'subscription_period',
    'usage',
    'minimum_commitment',
    'deposit',
    'milestone',
    'final',
    'time_entry',
    'expense',
  ]),
});
export type LineSource = z.infer<typeof LineSource>;

/**
 * The contract or order that a line of a collective invoice stands under: how its description names it, and its date.
 * Printed as a heading over the lines that follow each other under it.
 */
export const LineSection = z.object({ reference: z.string().min(1).max(500), date: DateText });
export type LineSection = z.infer<typeof LineSection>;

/** One line (BG-25) at the boundary: every amount is a decimal string in major units. */
export const DocumentLine = z.object({
  position: z.int().min(1),
  sku: z.string(),
  name: z.string().min(1).max(300),
  description: z.string().max(1000).optional(),
  quantity: DecimalText,
  unit: z.string().max(10),
  unitPrice: DecimalText,
  /** How many units the price is for (BT-149); 1 when absent. */
  baseQuantity: DecimalText.optional(),
  /** The agreed discount, which approval rules measure: a line allowance (BG-27) with its reason. */
  discount: z.object({ percent: DecimalText.optional(), amount: DecimalText, reason: z.string() }).optional(),
  /** Line allowances (BG-27) beside the discount, and line charges (BG-28). */
  allowances: z.array(AllowanceCharge).optional(),
  charges: z.array(AllowanceCharge).optional(),
  netAmount: DecimalText,
  /** The net before its rounding, where lines are rounded by the `precise` profile. */
  preciseNet: DecimalText.optional(),
  /** The line with its tax, where prices include it. */
  grossAmount: DecimalText.optional(),
  /** The line gives something back, so its quantity may be negative on an invoice. */
  isCredit: z.literal(true).optional(),
  taxCategory: TaxCategory,
  taxRatePercent: DecimalText,
  /** On a credit note: the line of the credited invoice, and how much of its quantity is taken back; 0 of its price only. */
  credits: z.object({ position: z.int().min(1), quantity: DecimalText }).optional(),
  /** Billing period of the line (BG-26). */
  period: Period.optional(),
  /** Line of the buyer's order (BT-132), and the buyer's accounting reference (BT-133). */
  orderLine: z.string().max(100).optional(),
  buyerAccount: z.string().max(100).optional(),
  section: LineSection.optional(),
  /** The price of the product master's version, when the line departs from it. */
  listPrice: DecimalText.optional(),
  /** How far below its list price the product master's version lets a line go, when this one goes further. */
  allowedDiscountPercent: DecimalText.optional(),
  /** Empty, as are the version and the SKU, on a line that was added by hand without a product. */
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
  /** Why nothing is due (BT-120), and its code of the VATEX list (BT-121). */
  exemptionReason: z.string().max(200).optional(),
  exemptionCode: z.string().max(40).optional(),
  /** Its tax in the tax currency, where that is another one. */
  taxInTaxCurrency: DecimalText.optional(),
});
export type TaxRow = z.infer<typeof TaxRow>;

/**
 * Document totals (BG-22). `taxExclusive = lineNet - allowances + charges`, `taxInclusive = taxExclusive + tax`,
 * `payable = taxInclusive - prepaid + rounding`; what is absent is zero.
 */
export const Totals = z.object({
  lineNet: DecimalText,
  allowances: DecimalText.optional(),
  charges: DecimalText.optional(),
  taxExclusive: DecimalText,
  tax: DecimalText,
  taxInclusive: DecimalText,
  prepaid: DecimalText,
  /** What rounds the payable amount (BT-114). */
  rounding: DecimalText.optional(),
  payable: DecimalText,
  /** The tax in the tax currency (BT-111), where that is another one: the sum of that of the tax rows. */
  taxInTaxCurrency: DecimalText.optional(),
});
export type Totals = z.infer<typeof Totals>;

/** References to other documents (BT-10, BT-11, BT-12, BT-14 to BT-17). */
export const References = z.object({
  buyerReference: z.string().max(100).optional(),
  project: z.string().max(100).optional(),
  contract: z.string().max(100).optional(),
  salesOrder: z.string().max(100).optional(),
  receivingAdvice: z.string().max(100).optional(),
  despatchAdvice: z.string().max(100).optional(),
  tender: z.string().max(100).optional(),
});
export type References = z.infer<typeof References>;

/** An earlier invoice that this document corrects, settles or replaces (BG-3). */
export const PrecedingInvoice = z.object({
  number: z.string().max(100),
  issueDate: DateText.optional(),
  /** It was voided, and this document stands in its place. */
  isReplaced: z.literal(true).optional(),
});
export type PrecedingInvoice = z.infer<typeof PrecedingInvoice>;

/** One part of the payable amount with a due date of its own. */
export const Instalment = z.object({
  dueDate: DateText,
  amount: DecimalText,
  label: z.string().max(100).optional(),
});
export type Instalment = z.infer<typeof Instalment>;

/** The rate to the tax currency: units of it for one unit of the document's currency. Frozen at issue. */
const ExchangeRate = z.object({
  rate: DecimalText,
  source: z.string().max(100),
  /** The day that it was published for. */
  date: DateText,
  /** When it was taken for good. */
  frozenAt: z.iso.datetime({ offset: true }).optional(),
});

/** Tax that the payer keeps back (源泉徴収): a deduction when it is settled, never part of the totals. */
export const Withholding = z.object({ base: DecimalText, ratePercent: DecimalText, amount: DecimalText });
export type Withholding = z.infer<typeof Withholding>;

/** Where and when it was delivered (BG-13, BG-15). */
export const Delivery = z.object({
  date: DateText.optional(),
  name: z.string().max(200).optional(),
  address: Address.optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What kind of document it is (BT-3): UNTDID 1001 380, 386, 380 after deposits, 381, 383 and 384. */
export const DOCUMENT_TYPES = [
  'invoice',
  'deposit',
  'final',
  'credit_note',
  'debit_note',
  'corrected',
] as const;

/** One of `DOCUMENT_TYPES`. */
export const DocumentType = z.enum(DOCUMENT_TYPES);
export type DocumentType = z.infer<typeof DocumentType>;

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
  type: DocumentType,
  status: DocumentStatus,
  /** Null until issue (BT-1). */
  number: z.string().nullable(),
  entityId: z.string(),
  customerId: z.string(),
  dealId: z.string().nullable(),
  /** The contract that it bills; absent for one of a deal. */
  contractId: z.string().optional(),
  locale: Locale,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Null until issue (BT-2). */
  issueDate: DateText.nullable(),
  dueDate: DateText.nullable(),
  /** Date of the taxable supply (BT-7): for Japan the 取引年月日. */
  supplyDate: DateText,
  terms: z.object({ code: z.string(), text: z.string() }),
  /** The closing day (締め日) that the terms count from, where they do not count from the day of issue. */
  closingDate: DateText.optional(),
  seller: Party,
  buyer: Party,
  recipients: z.array(Recipient),
  paymentInstructions: PaymentInstructions.optional(),
  purchaseOrder: z.string().max(100).optional(),
  references: References.optional(),
  precedingInvoices: z.array(PrecedingInvoice).optional(),
  /** Billing period of the document (BG-14). */
  period: Period.optional(),
  delivery: Delivery.optional(),
  payee: Party.optional(),
  taxRepresentative: Party.optional(),
  /** Whether unit prices hold the tax; `tax_exclusive` when absent. Net amounts never do. */
  priceBasis: z.enum(['tax_exclusive', 'tax_inclusive']).optional(),
  /** The currency of the tax return (BT-6), where that is another one. */
  taxCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  exchangeRate: ExchangeRate.optional(),
  /** How it was rounded; a document without it is of the usual profile, in the entity's mode. */
  rounding: RoundingProfile.optional(),
  allowances: z.array(DocumentAllowanceCharge).optional(),
  charges: z.array(DocumentAllowanceCharge).optional(),
  instalments: z.array(Instalment).optional(),
  withholding: Withholding.optional(),
  notes: z.array(z.string().max(1000)),
  lines: z.array(DocumentLine),
  taxRows: z.array(TaxRow),
  totals: Totals,
});
export type InvoiceDocument = z.infer<typeof InvoiceDocument>;
