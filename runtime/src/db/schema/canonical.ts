import { bigint, boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { CanonicalContact } from '../../core/canonical/contact.ts';
import type { TieredPricing } from '../../core/canonical/contract-subscription.ts';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import type { JsonObject } from '../../core/json.ts';
import { PAYMENT_STATES } from '../../core/settlement/payment-state.ts';
import { exactDecimal, instant, minorUnits, organizationId } from './column-types.ts';

export const records = pgTable('records', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  connectionId: text('connection_id'),
  system: text('system').notNull(),
  object: text('object').notNull(),
  externalId: text('external_id').notNull(),
  contentHash: text('content_hash').notNull(),
  modifiedAt: instant('modified_at'),
  receivedAt: instant('received_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  seenSequence: bigint('seen_sequence', { mode: 'bigint' }).generatedByDefaultAsIdentity(),
  payload: jsonb('payload').$type<JsonObject>().notNull(),
});

export const customers = pgTable('customers', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  body: jsonb('body').$type<CanonicalCustomer>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const contacts = pgTable('contacts', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  email: text('email').notNull(),
  body: jsonb('body').$type<CanonicalContact>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const products = pgTable('products', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  sku: text('sku').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const productVersions = pgTable('product_versions', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  productId: text('product_id').notNull(),
  version: integer('version').notNull(),
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to'),
  names: jsonb('names').$type<{ en: string; ja: string }>().notNull(),
  unit: text('unit').notNull(),
  taxClass: text('tax_class', { enum: ['standard', 'reduced', 'exempt'] }).notNull(),
  maxDiscountPercent: exactDecimal('max_discount_percent').notNull(),
});

export const productPrices = pgTable('product_prices', {
  organizationId: organizationId(),
  productVersionId: text('product_version_id').notNull(),
  currency: text('currency').notNull(),
  /** Of the first unit. */
  unitPrice: exactDecimal('unit_price').notNull(),
  /** By quantity; null where every unit costs the same. */
  tiers: jsonb('tiers').$type<TieredPricing>(),
});

export const productCosts = pgTable('product_costs', {
  organizationId: organizationId(),
  productVersionId: text('product_version_id').notNull(),
  currency: text('currency').notNull(),
  /** Of one unit, in major units and without tax. */
  unitCost: exactDecimal('unit_cost').notNull(),
});

export const deals = pgTable('deals', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  isWon: boolean('is_won').notNull(),
  currency: text('currency').notNull(),
  body: jsonb('body').$type<CanonicalDeal>().notNull(),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const dealParties = pgTable('deal_parties', {
  organizationId: organizationId(),
  dealId: text('deal_id').notNull(),
  kind: text('kind', { enum: ['customer', 'contact'] }).notNull(),
  key: text('key').notNull(),
});

export const sourceLinks = pgTable('source_links', {
  organizationId: organizationId(),
  system: text('system').notNull(),
  connectionId: text('connection_id'),
  object: text('object').notNull(),
  externalId: text('external_id').notNull(),
  kind: text('kind', {
    enum: [
      'customer',
      'contact',
      'product',
      'deal',
      'payment',
      'person',
      'contract',
      'billing_event',
      'ledger_entry',
      'account',
    ],
  }).notNull(),
  canonicalId: text('canonical_id').notNull(),
  recordId: text('record_id'),
  mappingVersionId: text('mapping_version_id'),
  updatedAt: instant('updated_at').notNull(),
});

export const canonicalVersions = pgTable('canonical_versions', {
  organizationId: organizationId(),
  kind: text('kind').notNull(),
  canonicalId: text('canonical_id').notNull(),
  version: integer('version').notNull(),
  body: jsonb('body').$type<JsonObject>().notNull(),
  recordId: text('record_id'),
  mappingVersionId: text('mapping_version_id'),
  createdAt: instant('created_at').notNull(),
});

export const payments = pgTable('payments', {
  organizationId: organizationId(),
  id: text('id').notNull(),
  invoiceNumber: text('invoice_number'),
  sourceConnectionId: text('source_connection_id'),
  invoiceExternalKey: text('invoice_external_key'),
  amountMinor: minorUnits('amount_minor').notNull(),
  currency: text('currency').notNull(),
  receivedOn: date('received_on').notNull(),
  reference: text('reference'),
  state: text('state', { enum: PAYMENT_STATES }).notNull(),
  failureReason: text('failure_reason'),
  /** The invoice that was told of this money on its way to it, and how much; null once that was told to be over. */
  pendingInvoiceId: text('pending_invoice_id'),
  pendingMinor: minorUnits('pending_minor'),
  isFailureTold: boolean('is_failure_told').notNull().default(false),
  /** What of it is on no invoice; kept by triggers of the ledger. */
  unappliedMinor: minorUnits('unapplied_minor').notNull().default(0n),
  /** Whose account an unapplied rest is on; null while the payment fits nobody. */
  customerId: text('customer_id'),
  entityId: text('entity_id'),
  isHeld: boolean('is_held').notNull().default(false),
  bodyHash: text('body_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
