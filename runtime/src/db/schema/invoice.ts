import { boolean, date, integer, jsonb, pgTable, pgView, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../core/actor.ts';
import type { InvoiceEdits } from '../../core/billing/edits/invoice-edits.ts';
import type { LineCharge } from '../../core/billing/line-charge.ts';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import {
  DOCUMENT_TYPES,
  type LineSource,
  type Party,
  type PaymentInstructions,
  type Recipient,
  TAX_CATEGORIES,
} from '../../core/invoice/document.ts';
import type { DocumentExtras, LineExtras, TaxRowExtras } from '../../core/invoice/document-extras.ts';
import type { JsonObject } from '../../core/json.ts';
import { bytes, exactDecimal, instant, minorUnits, organizationId } from './column-types.ts';

export const invoices = pgTable('invoices', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  entityId: text('entity_id').notNull(),
  customerId: text('customer_id').notNull(),
  dealId: text('deal_id'),
  contractId: text('contract_id'),
  /** Names the contracts that are billed together on it; null for an invoice of one contract or of none. */
  collectiveKey: text('collective_key'),
  billedOn: date('billed_on'),
  type: text('type', { enum: DOCUMENT_TYPES }).notNull(),
  /** The invoice that a credit note gives back of; null for every other document. */
  creditsInvoiceId: text('credits_invoice_id'),
  creditReference: text('credit_reference'),
  creditRequestHash: text('credit_request_hash'),
  /** The voided invoice in whose place it stands; null for every other document. */
  replacesInvoiceId: text('replaces_invoice_id'),
  /** Gives the supply date of a source that names none; null for `createdAt`. */
  suppliedAsOf: instant('supplied_as_of'),
  documentStatus: text('document_status', {
    enum: ['draft', 'pending_approval', 'approved', 'issued', 'voiding', 'voided', 'discarded'],
  }).notNull(),
  seriesId: text('series_id'),
  number: text('number'),
  locale: text('locale', { enum: ['en', 'ja'] }).notNull(),
  currency: text('currency').notNull(),
  supplyDate: date('supply_date').notNull(),
  issueDate: date('issue_date'),
  dueDate: date('due_date'),
  termsCode: text('terms_code').notNull(),
  purchaseOrder: text('purchase_order'),
  notes: jsonb('notes').$type<string[]>().notNull().default([]),
  seller: jsonb('seller').$type<Party>().notNull(),
  buyer: jsonb('buyer').$type<Party>().notNull(),
  recipients: jsonb('recipients').$type<Recipient[]>().notNull(),
  paymentInstructions: jsonb('payment_instructions').$type<PaymentInstructions>(),
  lineNetMinor: minorUnits('line_net_minor').notNull(),
  taxExclusiveMinor: minorUnits('tax_exclusive_minor').notNull(),
  taxMinor: minorUnits('tax_minor').notNull(),
  taxInclusiveMinor: minorUnits('tax_inclusive_minor').notNull(),
  prepaidMinor: minorUnits('prepaid_minor').notNull(),
  payableMinor: minorUnits('payable_minor').notNull(),
  allowancesMinor: minorUnits('allowances_minor').notNull().default(0n),
  chargesMinor: minorUnits('charges_minor').notNull().default(0n),
  roundingMinor: minorUnits('rounding_minor').notNull().default(0n),
  extras: jsonb('extras').$type<DocumentExtras>().notNull().default({}),
  edits: jsonb('edits').$type<InvoiceEdits>().notNull().default({}),
  contentHash: text('content_hash').notNull(),
  sourceHash: text('source_hash').notNull(),
  templateId: text('template_id'),
  revision: integer('revision').notNull().default(1),
  createdBy: jsonb('created_by').$type<Actor>().notNull(),
  lastEditedBy: jsonb('last_edited_by').$type<Actor>().notNull(),
  createdAt: instant('created_at').notNull(),
  submittedAt: instant('submitted_at'),
  approvedAt: instant('approved_at'),
  issuedAt: instant('issued_at'),
});

export const invoiceLines = pgTable('invoice_lines', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  position: integer('position').notNull(),
  /** Null, as is the version, of a line that was added by hand without a product. */
  productId: text('product_id'),
  productVersionId: text('product_version_id'),
  sku: text('sku').notNull(),
  name: text('name').notNull(),
  description: text('description'),
  quantity: exactDecimal('quantity').notNull(),
  unit: text('unit').notNull(),
  unitPrice: exactDecimal('unit_price').notNull(),
  listPrice: exactDecimal('list_price'),
  discountPercent: exactDecimal('discount_percent'),
  discountMinor: minorUnits('discount_minor').notNull(),
  discountReason: text('discount_reason'),
  netMinor: minorUnits('net_minor').notNull(),
  taxCategory: text('tax_category', { enum: TAX_CATEGORIES }).notNull(),
  taxRatePercent: exactDecimal('tax_rate_percent').notNull(),
  source: jsonb('source').$type<LineSource>(),
  sourceKey: text('source_key'),
  contractId: text('contract_id'),
  chargeKey: text('charge_key'),
  charge: jsonb('charge').$type<LineCharge>(),
  /** How many units of its product it stands for; null where that cannot be said. */
  units: exactDecimal('units'),
  extras: jsonb('extras').$type<LineExtras>().notNull().default({}),
  isLive: boolean('is_live').notNull().default(true),
});

export const invoiceTaxRows = pgTable('invoice_tax_rows', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  category: text('category', { enum: TAX_CATEGORIES }).notNull(),
  ratePercent: exactDecimal('rate_percent').notNull(),
  baseMinor: minorUnits('base_minor').notNull(),
  taxMinor: minorUnits('tax_minor').notNull(),
  extras: jsonb('extras').$type<TaxRowExtras>().notNull().default({}),
});

export const invoiceBalances = pgView('invoice_balances', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  totalMinor: minorUnits('total_minor').notNull(),
  cashMinor: minorUnits('cash_minor').notNull(),
  balanceMinor: minorUnits('balance_minor').notNull(),
  lastAllocatedAt: instant('last_allocated_at'),
  creditMinor: minorUnits('credit_minor').notNull(),
  deductionMinor: minorUnits('deduction_minor').notNull(),
  lossMinor: minorUnits('loss_minor').notNull(),
}).existing();

export const documents = pgTable('documents', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  kind: text('kind', { enum: ['pdf', 'json', 'xml'] }).notNull(),
  mediaType: text('media_type').notNull(),
  bytes: bytes('bytes').notNull(),
  sha256: text('sha256').notNull(),
  templateId: text('template_id'),
  /** 1 is what was issued; a correction makes the next. */
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
});

export const invoiceCorrections = pgTable('invoice_corrections', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  version: integer('version').notNull(),
  buyer: jsonb('buyer').$type<Party>().notNull(),
  recipients: jsonb('recipients').$type<Recipient[]>().notNull(),
  reason: text('reason').notNull(),
  correctedBy: jsonb('corrected_by').$type<Actor>().notNull(),
  correctedAt: instant('corrected_at').notNull(),
});

export const templates = pgTable('templates', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  source: text('source').notNull(),
  texts: jsonb('texts').$type<Record<string, JsonObject>>().notNull(),
  contentHash: text('content_hash').notNull(),
  status: text('status', { enum: ['draft', 'published', 'retired'] }).notNull(),
  createdAt: instant('created_at').notNull(),
});

export const sendAttempts = pgTable('send_attempts', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceId: text('invoice_id').notNull(),
  channel: text('channel', { enum: ['email'] }).notNull(),
  recipients: jsonb('recipients').$type<Recipient[]>().notNull(),
  messageId: text('message_id').notNull(),
  documentSha256: text('document_sha256').notNull(),
  state: text('state', { enum: ['queued', 'sending', 'sent', 'unknown', 'failed'] }).notNull(),
  detail: text('detail'),
  requestedBy: jsonb('requested_by').$type<Actor>().notNull(),
  queuedAt: instant('queued_at').notNull(),
  endedAt: instant('ended_at'),
  /** What the reports about it come to (core/delivery/); null without any. */
  reported: text('reported', { enum: REPORT_KINDS }),
});

export const overdueMarks = pgTable('overdue_marks', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  dueDate: date('due_date').notNull(),
  markedAt: instant('marked_at').notNull(),
});

export const voidTargets = pgTable('void_targets', {
  organizationId: organizationId(),
  invoiceId: text('invoice_id').notNull(),
  connectionId: text('connection_id').notNull(),
  attempt: integer('attempt').notNull(),
  state: text('state', { enum: ['pending', 'confirmed', 'refused'] }).notNull(),
  updatedAt: instant('updated_at').notNull(),
});
