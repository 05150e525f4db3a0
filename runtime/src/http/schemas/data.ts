import { z } from '@hono/zod-openapi';
import { CanonicalContact } from '../../core/canonical/contact.ts';
import { TieredPricing } from '../../core/canonical/contract-subscription.ts';
import { CanonicalCustomer } from '../../core/canonical/customer.ts';
import { CanonicalDeal } from '../../core/canonical/deal.ts';
import { Address, Locale } from '../../core/invoice/document.ts';
import { DEDUCTIONS } from '../../core/settlement/deductions.ts';
import { PAYMENT_STATES } from '../../core/settlement/payment-state.ts';
import { RecordPaymentInput } from '../../flow/settle/record-payment.ts';
import { CreateProductInput } from '../../flow/setup/create-product.ts';
import { ProductVersionInput } from '../../flow/setup/product-version.ts';
import { NumberSeriesInput } from '../../flow/setup/replace-number-series.ts';
import { ActorView, Amount, FreeObject, Instant, pageOf } from './common.ts';

/** The record of another system that one of ours is. */
export const Source = z
  .object({
    system: z.string(),
    connectionId: z.string().nullable(),
    object: z.string(),
    externalId: z.string(),
  })
  .openapi('Source', { description: 'The record of another system that this one comes from.' });

/** A customer. */
export const CustomerSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    customer: z.object(CanonicalCustomer.shape),
    sources: z.array(Source),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('Customer');
export const CustomerPage = pageOf('CustomerPage', CustomerSchema);

/** A person who receives invoices. */
export const ContactSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    contact: z.object(CanonicalContact.shape),
    sources: z.array(Source),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('Contact');
export const ContactPage = pageOf('ContactPage', ContactSchema);

/** A deal of a CRM. */
export const DealSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    externalId: z.string().nullable().openapi({ description: 'Its id in the CRM.' }),
    deal: z.object(CanonicalDeal.shape),
    sources: z.array(Source),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('Deal');
export const DealPage = pageOf('DealPage', DealSchema);

/** A product of the master with its versions. */
export const ProductSchema = z
  .object({
    id: z.string(),
    sku: z.string(),
    name: z.string(),
    createdAt: Instant,
    versions: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        validFrom: z.iso.date(),
        validTo: z.iso.date().nullable(),
        names: z.object({ en: z.string(), ja: z.string() }),
        unit: z.string(),
        taxClass: z.enum(['standard', 'reduced', 'exempt']),
        maxDiscountPercent: z.string(),
        prices: z.record(z.string(), z.string()).openapi({
          description: 'Of one unit, the first one where the price goes by quantity.',
          example: { USD: '12000', JPY: '1800000' },
        }),
        tiers: z
          .record(z.string(), TieredPricing)
          .openapi({ description: 'Of the prices that go by quantity, how.' }),
        costs: z
          .record(z.string(), z.string())
          .optional()
          .openapi({
            description:
              'What one unit costs you, by currency, without tax; used by rules only. Absent without the permission ' +
              '`admin` or `rules`.',
            example: { USD: '4800' },
          }),
      }),
    ),
  })
  .openapi('Product');
export const ProductPage = pageOf('ProductPage', ProductSchema);

/** A product with its first version, or a further version of one. */
export const CreateProductBody = z.strictObject(CreateProductInput.shape).openapi('CreateProductBody', {
  description:
    'A price is one for every unit, or goes by quantity: `graduated` prices each unit by its own tier, `volume` all ' +
    'units by the tier of their number. `maxDiscountPercent` is how far below its list price a line may go. `costs` is ' +
    'what one unit costs you: used by rules only, never printed, never sent to other systems.',
  example: {
    sku: 'SEAT',
    names: { en: 'Seat', ja: '利用席' },
    unit: 'EA',
    taxClass: 'standard',
    maxDiscountPercent: '10',
    validFrom: '2026-12-01',
    prices: {
      USD: '30',
      JPY: {
        model: 'volume',
        tiers: [
          { upTo: '10', unitPrice: '4500' },
          { upTo: null, unitPrice: '3900' },
        ],
      },
    },
    costs: { USD: '12' },
  },
});
export const ProductVersionBody = z.strictObject(ProductVersionInput.shape).openapi('ProductVersionBody', {
  description: 'Counts from `validFrom` on, which is after the day on which the last version began.',
});

/** A legal entity. */
const EntitySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    legalName: z.string(),
    country: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    locale: z.enum(Locale.options),
    taxRegistration: z.string().nullable(),
    address: z.object(Address.shape),
    email: z.string(),
    rounding: z.string(),
    defaultTerms: z.string(),
    isAutoSubmit: z.boolean(),
    isAutoIssue: z.boolean(),
    isAutoSend: z.boolean(),
    isAutoApply: z.boolean().openapi({
      description: 'What a customer has on account with it pays an invoice when it is issued.',
    }),
    invoiceCurrencies: z
      .array(z.string())
      .openapi({ description: 'What it invoices in beside its own currency.' }),
    rateAgeDaysMax: z.int().openapi({ description: 'An exchange rate that is older by more days is none.' }),
    pendingMoneyDaysMax: z.int().openapi({
      description: 'Money that is neither in nor failed after so many days is an exception.',
    }),
    buyerMismatchLevel: z.enum(['info', 'warning', 'error']).openapi({
      description: 'What a buyer who is another one in the CRM by now means for a submission.',
    }),
    numberPattern: z.string().nullable().openapi({ description: 'How its invoices are numbered now.' }),
    createdAt: Instant,
  })
  .openapi('Entity');
export const EntityPage = pageOf('EntityPage', EntitySchema);

/** The pattern that is to number invoices from now on. */
export const NumberSeriesBody = z.strictObject(NumberSeriesInput.shape).openapi('NumberSeriesBody', {
  description:
    'Literal text, `{year}`, `{month}`, one `{seq:N}` with N digits at least, and at most one `{customer:N}`: with it the sequence is counted per customer.',
  example: { pattern: 'INV-{customer:3}-{seq:3}' },
});
export const NumberSeriesPreviewSchema = z
  .object({
    isPerCustomer: z.boolean(),
    numbers: z.array(z.string()).openapi({ description: 'The next numbers, as examples.' }),
    draftLabel: z.string().openapi({ example: 'INV-DRAFT' }),
  })
  .openapi('NumberSeriesPreview');

/** Whether money is here or went back. */
export const PaymentState = z.enum(PAYMENT_STATES).openapi('PaymentState', {
  description:
    'On its way (processing), in (settled), never arrived (failed), or in and gone again (returned).',
});

/** A payment and what it settles. */
export const PaymentSchema = z
  .object({
    id: z.string(),
    invoiceNumber: z.string().nullable(),
    amount: Amount,
    unapplied: Amount.openapi({
      description: 'What of it is on no invoice and was not sent back; nothing of what is not in.',
    }),
    currency: z.string(),
    receivedOn: z.iso.date().openapi({ description: 'Until it is in, the day on which it set out.' }),
    reference: z.string().nullable(),
    state: PaymentState,
    failureReason: z
      .string()
      .nullable()
      .openapi({ description: 'Why it never arrived, where somebody said so.' }),
    customerId: z
      .string()
      .nullable()
      .openapi({ description: 'Whose account it is on; null while it fits nobody.' }),
    entityId: z.string().nullable(),
    externalId: z
      .string()
      .nullable()
      .openapi({ description: 'Its id in the system that told of it, or the one it was recorded under.' }),
    sources: z.array(Source),
    allocations: z.array(
      z.object({
        id: z.string(),
        invoiceId: z.string().nullable().openapi({ description: 'Null where it was sent back.' }),
        refundId: z.string().nullable(),
        deduction: z
          .enum(DEDUCTIONS)
          .nullable()
          .openapi({ description: 'What the payer kept beside the money; it is not of the amount.' }),
        amount: Amount,
        reversesId: z.string().nullable(),
      }),
    ),
    createdAt: Instant,
  })
  .openapi('Payment');
export const PaymentPage = pageOf('PaymentPage', PaymentSchema);

/** A payment that somebody received, or that is on its way. */
export const RecordPaymentBody = z.strictObject(RecordPaymentInput.shape).openapi('RecordPaymentBody', {
  description:
    'Names the invoice by `invoiceId` or by `invoiceNumber`, or the payer by `customerId` and `entityId`: one of the three. ' +
    'What no named invoice takes stays on the account, or with `rest: oldest_due` goes to the oldest due invoices. ' +
    '`state` is `settled` where it is not said; `processing` is money on its way, which settles nothing until it is sent again as `settled`, or `failed`.',
  example: {
    invoiceNumber: 'INV-2026-0042',
    amount: '17900.00',
    currency: 'USD',
    receivedOn: '2026-12-18',
    reference: 'WIRE 88120 Northwind',
    externalId: 'bank-2026-12-18-0007',
  },
});

/** A connection; its secrets never leave the hub. */
const ConnectionSchema = z
  .object({
    id: z.string(),
    system: z.string(),
    name: z.string(),
    role: z.enum(['crm', 'accounting', 'push']),
    baseUrl: z.string(),
    isPaused: z.boolean(),
    createdAt: Instant,
  })
  .openapi('Connection');
export const ConnectionPage = pageOf('ConnectionPage', ConnectionSchema);

/** One entry of the audit trail. */
const AuditSchema = z
  .object({
    id: z.string(),
    occurredAt: Instant,
    actor: ActorView,
    action: z.string().openapi({ example: 'invoice.approve' }),
    objectKind: z.string(),
    objectId: z.string(),
    before: FreeObject.nullable(),
    after: FreeObject.nullable(),
    reason: z.string().nullable(),
    requestId: z.string(),
    blankedBy: z
      .string()
      .nullable()
      .openapi({ description: 'The entry that tells why before, after and reason of this one are gone.' }),
    seal: z
      .object({ sequence: z.int(), hash: z.string() })
      .nullable()
      .openapi({ description: 'Its place in the chain; null for some seconds after it was written.' }),
  })
  .openapi('AuditEntry');
export const AuditPage = pageOf('AuditPage', AuditSchema);

/** One event of an invoice's life. */
const EventSchema = z
  .object({
    id: z.string(),
    invoiceId: z.string(),
    sequence: z.int().openapi({ description: 'Counts from 1 within the invoice, without gaps.' }),
    type: z.string().openapi({ example: 'invoice.issued' }),
    data: FreeObject,
    actor: ActorView,
    occurredAt: Instant,
  })
  .openapi('Event');
export const EventPageSchema = z
  .object({
    items: z.array(EventSchema),
    nextCursor: z
      .string()
      .nullable()
      .openapi({ description: 'Where to go on, also when nothing more is there yet.' }),
    hasMore: z.boolean(),
  })
  .openapi('EventPage');
