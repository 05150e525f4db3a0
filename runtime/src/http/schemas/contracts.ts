import { z } from '@hono/zod-openapi';
import { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import { CanonicalContract } from '../../core/canonical/contract.ts';
import { DateText, DocumentType } from '../../core/invoice/document.ts';
import { Finding } from '../../core/validation/finding.ts';
import { CONTRACT_STATES } from '../../flow/contracts/read-contract-columns.ts';
import { ActorView, Amount, Instant, pageOf, SearchQuery } from './common.ts';
import { DisplayStatusName } from './invoice.ts';

/** The forms of billing. */
const Form = z.enum(['subscription', 'milestones', 'order', 'time_and_materials']);
const Kind = z.enum([
  'milestone_delivered',
  'milestone_accepted',
  'shipment',
  'time_entry',
  'expense',
  'usage',
]);
/** What is not right about something. */
export const FindingSchema = z.object(Finding.shape).openapi('Finding');
const Period = z.object({ from: DateText, to: DateText });
const Quantity = z.string().openapi({ example: '12.5', description: 'Decimal text.' });

/** A contract as it is posted and answered. */
const ContractBody = z.strictObject(CanonicalContract.shape).openapi('CanonicalContract');
/** A fact as it is posted and answered. */
const BillingEventBody = z
  .discriminatedUnion('kind', CanonicalBillingEvent.options)
  .openapi('CanonicalBillingEvent');

/** What contracts are narrowed by. */
export const ContractQuery = SearchQuery.extend({
  form: Form.optional(),
  state: z.enum(CONTRACT_STATES).optional(),
  customerId: z.string().max(64).optional(),
});

/** What facts are narrowed by. */
export const BillingEventQuery = SearchQuery.omit({ query: true }).extend({
  contractId: z.string().max(64).optional(),
  kind: Kind.optional(),
});

const summary = {
  id: z.string(),
  version: z.int(),
  title: z.string(),
  form: Form,
  currency: z.string(),
  system: z.string().nullable(),
  externalId: z.string().nullable().openapi({ description: 'Its id in its own system.' }),
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(CONTRACT_STATES).openapi({
    description:
      'A parked contract bills nothing until it is released. A finished one has everything that was agreed on issued ' +
      'invoices, and runs again when a revision or a fact adds to it; an ended one is past its last day.',
  }),
  startsOn: DateText,
  endsOn: DateText.nullable(),
  nextRunOn: DateText.nullable().openapi({ description: 'The next day on which something falls due.' }),
  billedNet: Amount.openapi({ description: 'Net of what issued invoices bill of it, in major units.' }),
  notToExceed: Amount.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
};

/** A contract in a list. */
const ContractSummarySchema = z.object(summary).openapi('ContractSummary');
export const ContractPage = pageOf('ContractPage', ContractSummarySchema);

/** An order line on its way. */
const OrderLine = z
  .object({
    key: z.string(),
    sku: z.string(),
    orderedQuantity: Quantity,
    orderedNet: Amount,
    shippedQuantity: Quantity,
    invoicedQuantity: Quantity,
    invoicedNet: Amount,
    paidNet: Amount,
  })
  .openapi('OrderLineTrace');

/** An order with the trace of its lines. */
const OrderSchema = z
  .object({
    ...summary,
    lines: z.array(OrderLine).nullable(),
    problem: z
      .object({ code: z.string(), detail: z.string() })
      .nullable()
      .openapi({ description: 'Why the order cannot be billed as it is; its lines are null then.' }),
  })
  .openapi('Order');
export const OrderPage = pageOf('OrderPage', OrderSchema);

const Progress = z
  .discriminatedUnion('form', [
    z.object({ form: z.literal('subscription') }),
    z.object({
      form: z.literal('milestones'),
      total: Amount,
      deposit: z.object({ amount: Amount, isBilled: z.boolean() }).nullable(),
      milestones: z.array(
        z.object({
          key: z.string(),
          name: z.object({ en: z.string(), ja: z.string() }),
          amount: Amount,
          deliveredOn: DateText.nullable(),
          acceptedOn: DateText.nullable(),
          acceptedBy: z.string().nullable(),
          isBilled: z.boolean(),
        }),
      ),
      isFinalBilled: z.boolean(),
    }),
    z.object({ form: z.literal('order'), lines: z.array(OrderLine) }),
    z.object({
      form: z.literal('time_and_materials'),
      roles: z.array(z.object({ role: z.string(), approvedHours: Quantity, openHours: Quantity })),
      expenses: z.object({ approved: Amount, open: Amount }),
    }),
  ])
  .openapi('ContractProgress');

/** Credit of a contract that is on no issued document. */
export const CreditLeftSchema = z.object({
  net: Amount,
  unplacedNet: Amount.openapi({ description: 'What of it fits no invoice either: somebody decides.' }),
  isOver: z.boolean().openapi({
    description: 'True where no next invoice sets it off, so that credit notes are drafted for it.',
  }),
});

/** A contract with what became of it. */
export const ContractSchema = z
  .object({
    ...summary,
    contract: ContractBody,
    products: z
      .array(
        z.object({
          sku: z.string(),
          names: z.object({ en: z.string(), ja: z.string() }),
          listPrice: Amount.nullable(),
        }),
      )
      .openapi({ description: 'What it bills, as the product master names and prices it today.' }),
    today: DateText,
    timeZone: z.string(),
    inForceFrom: DateText.nullable().openapi({ description: 'First day of the revision in force today.' }),
    collective: z
      .object({
        closingDay: z.int(),
        terms: z.string().nullable().openapi({ description: 'Null for those of the legal entity.' }),
        others: z.array(z.object({ id: z.string(), title: z.string() })),
      })
      .nullable()
      .openapi({
        description: 'The contracts that are billed together with it, on one invoice a closing day.',
      }),
    findings: z.array(FindingSchema).openapi({
      description: 'What the last run found about its facts; what has an error is not billed.',
    }),
    parked: z
      .object({ findings: z.array(FindingSchema), hash: z.string() })
      .nullable()
      .openapi({ description: 'Why it bills nothing; a release names the hash.' }),
    released: z
      .object({ findings: z.array(FindingSchema), by: ActorView, at: Instant, reason: z.string() })
      .nullable(),
    invoices: z
      .array(
        z.object({
          id: z.string(),
          type: z.enum(DocumentType.options),
          number: z.string().nullable(),
          billedOn: DateText.nullable(),
          issueDate: DateText.nullable(),
          dueDate: DateText.nullable(),
          status: DisplayStatusName,
          isCollective: z.boolean(),
          net: Amount.openapi({
            description: 'Of this contract; total and balance are the whole invoice’s.',
          }),
          total: Amount,
          balance: Amount,
        }),
      )
      .openapi({ description: 'The newest 200, without those that were discarded.' }),
    booked: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        sku: z.string(),
        period: Period.nullable(),
        invoiceOn: DateText,
        net: Amount,
      }),
    ),
    leftNet: Amount.nullable().openapi({ description: 'What notToExceed leaves.' }),
    creditLeft: CreditLeftSchema.nullable().openapi({
      description: 'What it owes the customer, net, on no issued document; as of its last run.',
    }),
    progress: Progress.nullable(),
  })
  .openapi('Contract');

/** A fact. */
const BillingEventSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    system: z.string(),
    contractId: z.string().nullable().openapi({ description: 'Null while its contract is not here.' }),
    event: BillingEventBody,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('BillingEvent');
export const BillingEventPage = pageOf('BillingEventPage', BillingEventSchema);

/** What proves the lines of an invoice. */
export const EvidenceSchema = z
  .object({
    items: z.array(
      z.object({
        position: z.int(),
        name: z.string(),
        facts: z.array(
          z.object({
            id: z.string(),
            event: BillingEventBody,
            history: z.array(z.object({ version: z.int(), at: Instant, event: BillingEventBody })),
          }),
        ),
      }),
    ),
  })
  .openapi('InvoiceEvidence');

/** Days between which invoices are asked for, both included. */
export const PreviewQuery = z.object({ from: DateText, to: DateText });

const FACTS_MAX = 1_000;

/** A contract that is not stored, with facts that are taken to be so. */
export const PreviewContractBody = z
  .strictObject({
    contract: ContractBody,
    facts: z
      .array(BillingEventBody)
      .max(FACTS_MAX)
      .refine((facts) => facts.every(({ kind }) => kind !== 'usage'), 'usage is of stored contracts only')
      .optional(),
    from: DateText,
    to: DateText,
  })
  .openapi('PreviewContractBody');

/** The invoices to come. */
export const ContractPreviewSchema = z
  .object({
    from: DateText,
    to: DateText,
    currency: z.string(),
    invoices: z.array(
      z.object({
        type: z.enum(['invoice', 'deposit', 'final']),
        invoiceOn: DateText,
        dueDate: DateText.nullable(),
        supplyDate: DateText,
        net: Amount,
        tax: Amount,
        payable: Amount,
        lines: z.array(
          z.object({
            key: z.string().nullable(),
            sku: z.string(),
            name: z.string(),
            description: z.string().nullable(),
            period: Period.nullable(),
            quantity: Quantity,
            unitPrice: Amount,
            net: Amount,
          }),
        ),
      }),
    ),
    carriedCredit: Amount.openapi({ description: 'Credit that no invoice until then sets off.' }),
    findings: z.array(FindingSchema),
  })
  .openapi('ContractPreview');

/** Why findings may pass, and which ones were read. */
export const ReleaseBody = z
  .strictObject({
    parkedHash: z
      .string()
      .max(64)
      .openapi({ description: '`parked.hash` as it was read: other findings are not released.' }),
    reason: z.string().trim().min(1).max(1000),
  })
  .openapi('ReleaseContractBody', {
    example: {
      parkedHash: '5c9a2a3e6f0b1d4c8e7f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d',
      reason: 'The customer agreed to the extra hours by mail on 20 November.',
    },
  });

/** The word that a run was asked for. */
export const RunSchema = z.object({ contractId: z.string() }).openapi('ContractRun');
