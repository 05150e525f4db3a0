import { z } from '@hono/zod-openapi';
import { InvoiceChanges } from '../../core/billing/edits/invoice-changes.ts';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import { DocumentStatus, DocumentType, InvoiceDocument } from '../../core/invoice/document.ts';
import { BOARD_COLUMNS } from '../../core/settlement/board-column.ts';
import { CreditInvoiceInput } from '../../flow/credit/credit-invoice.ts';
import { MONEY_STATUSES } from '../../flow/read/invoice-filters.ts';
import { ApprovalSteps, DecisionView, HeldCommandView } from './approval-steps.ts';
import { ActorView, Amount, FreeObject, Instant, PageQuery, pageOf, SearchText } from './common.ts';
import { ReportSchema } from './delivery-reports.ts';

/** The one status that board, card and CRM show. */
export const DisplayStatusName = z.enum([
  'discarded',
  'voided',
  'voiding',
  'written_off',
  'disputed',
  'paid',
  'credited',
  'overdue',
  'partially_paid',
  'sent',
  'issued',
  'approved',
  'pending_approval',
  'draft',
]);

/** Where an invoice stands today. */
const StandingSchema = z
  .object({
    displayStatus: DisplayStatusName,
    boardColumn: z.enum(BOARD_COLUMNS),
    delivery: z.enum(['not_sent', 'queued', 'sent', 'opened', 'bounced']),
    isSendUnknown: z.boolean(),
    settlement: z.enum(['unpaid', 'partially_paid', 'paid', 'credited', 'written_off']),
    due: z.object({
      status: z.enum(['not_due', 'due', 'overdue']),
      daysOverdue: z.int(),
      bucket: z.enum(['1-30', '31-60', '61-90', 'over_90']).nullable(),
    }),
    overdueLevel: z.string().nullable().openapi({
      description: 'The level of lateness that the legal entity gave a name, once it is reached.',
    }),
    dispute: z.enum(['none', 'open', 'accepted', 'rejected', 'withdrawn']),
    collection: z.enum(['normal', 'paused', 'promised', 'escalated', 'closed']),
    total: Amount,
    cash: Amount,
    credit: Amount.openapi({
      description: 'What credit notes took off it; of a credit note, what it took off its invoice.',
    }),
    deducted: Amount.openapi({ description: "What payers kept for a reason, such as a bank's fee." }),
    loss: Amount.openapi({ description: 'What was written off and did not come after all.' }),
    balance: Amount,
    pendingMoney: z.object({ amount: Amount, since: z.iso.date() }).nullable().openapi({
      description: 'What is on its way and settles nothing yet, and since when; null without any.',
    }),
    reachedAt: z.object({
      created: Instant,
      approved: Instant.nullable(),
      sent: Instant.nullable(),
      paid: Instant.nullable(),
    }),
  })
  .openapi('Standing');

/** Where an invoice stands in one other system. */
const SyncStateSchema = z
  .object({
    connectionId: z.string(),
    connectionName: z.string(),
    system: z.string(),
    role: z.enum(['crm', 'accounting']),
    state: z
      .enum(['not_written', 'pending', 'in_sync', 'drift', 'failed'])
      .openapi({ description: 'in_sync means written, read back and equal.' }),
    externalId: z.string().nullable(),
    lastSyncedAt: Instant.nullable(),
    readBack: FreeObject.nullable(),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .openapi('SyncState');

/** An invoice in a list. */
export const InvoiceSummarySchema = z
  .object({
    id: z.string(),
    type: z.enum(DocumentType.options),
    number: z.string().nullable(),
    customerName: z.string(),
    entityId: z.string(),
    currency: z.string(),
    documentStatus: z.enum(DocumentStatus.options),
    issueDate: z.iso.date().nullable(),
    dueDate: z.iso.date().nullable(),
    createdAt: Instant,
    standing: StandingSchema,
    sync: z.array(SyncStateSchema),
  })
  .openapi('InvoiceSummary');
export const InvoicePageSchema = pageOf('InvoicePage', InvoiceSummarySchema);

/** Which invoices to list. */
export const InvoiceQuery = PageQuery.extend({
  status: z
    .enum([...DocumentStatus.options, ...MONEY_STATUSES])
    .optional()
    .openapi({
      description: 'The document status, or where the money of an issued invoice stands.',
    }),
  type: z.enum(DocumentType.options).optional().openapi({
    description: 'What kind of document: of a project its deposit and final invoices, too.',
  }),
  entityId: z.string().max(64).optional(),
  customerId: z.string().max(64).optional(),
  dealId: z.string().max(64).optional(),
  contractId: z.string().max(64).optional(),
  number: z
    .string()
    .max(100)
    .optional()
    .openapi({ example: 'INV-2026-0042', description: 'The whole number.' }),
  query: SearchText.optional().openapi({
    description: "The beginning of the number, or a part of the customer's name.",
  }),
  from: z.iso
    .date()
    .optional()
    .openapi({ description: 'Issued on this day or later; a draft has no day of issue.' }),
  to: z.iso.date().optional().openapi({ description: 'Issued on this day or earlier.' }),
});

/** The document as every boundary carries it. */
export const InvoiceDocumentSchema = z.object(InvoiceDocument.shape).openapi('InvoiceDocument');

/** A document that a credit or a void ties to another one. */
const CreditLinkSchema = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    status: z.enum(DocumentStatus.options),
    total: Amount,
  })
  .openapi('CreditLink');

/** An invoice with everything that people ask about it. */
export const InvoiceSchema = z
  .object({
    document: InvoiceDocumentSchema,
    version: z.int().openapi({
      description:
        'Of the document: 1 as it was issued, and one more for each correction of whom it is addressed to.',
    }),
    draftLabel: z.string().nullable().openapi({
      description: 'What stands for the number while there is none.',
      example: 'INV-DRAFT',
    }),
    standing: StandingSchema,
    contracts: z.array(z.object({ id: z.string(), title: z.string() })).openapi({
      description: 'What it bills: one contract, several on a collective invoice, none for a deal.',
    }),
    credits: CreditLinkSchema.nullable().openapi({ description: 'The invoice that a credit note is of.' }),
    creditNotes: z.array(CreditLinkSchema),
    replaces: CreditLinkSchema.nullable().openapi({
      description: 'The voided invoice in whose place this one stands.',
    }),
    replacedBy: CreditLinkSchema.nullable().openapi({
      description: 'What stands in the place of this voided invoice.',
    }),
    sync: z.array(SyncStateSchema),
    openRequest: z
      .object({
        id: z.string(),
        steps: ApprovalSteps,
        explanation: FreeObject,
        command: HeldCommandView,
        requestedBy: ActorView,
        requestedAt: Instant,
      })
      .nullable()
      .openapi({ description: 'The approval that is waited for.' }),
    decisions: z.array(DecisionView),
    revision: z
      .int()
      .openapi({ description: 'Goes up with every change; an edit names the one it was made on.' }),
    edits: z
      .array(
        z.object({
          pointer: z.string().openapi({
            example: '/purchaseOrder',
            description:
              '`/lines/{key}` is a line of the deal that was left out, `/addedLines/{id}` one that was added.',
          }),
          source: z.unknown().openapi({ description: 'What the source said when it was edited.' }),
          value: z.unknown().openapi({ description: 'What the invoice says.' }),
          now: z.unknown().openapi({ description: 'What the source says now.' }),
          isConflict: z
            .boolean()
            .openapi({ description: 'The source says something new, and nobody has chosen yet.' }),
          by: ActorView,
          at: Instant,
          reason: z.string().nullable().openapi({ description: 'Null for edits from before it was kept.' }),
        }),
      )
      .openapi({ description: 'What was edited by hand; of a line by the key of the line in its deal.' }),
    documents: z.array(
      z.object({
        kind: z.enum(['pdf', 'json', 'xml']),
        version: z.int(),
        sha256: z.string(),
        createdAt: Instant,
      }),
    ),
    attempts: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        messageId: z.string(),
        recipients: z.array(z.string()),
        detail: z.string().nullable(),
        queuedAt: Instant,
        reported: z.enum(REPORT_KINDS).nullable().openapi({
          description:
            'What all of its reports come to: it bounced where it reached none of those it is for.',
        }),
        reports: z.array(ReportSchema),
      }),
    ),
    bouncedRecipients: z
      .array(z.object({ email: z.string(), at: Instant, reason: z.string().nullable() }))
      .openapi({ description: 'Whom it would be sent to and whose last mail came back.' }),
  })
  .openapi('Invoice');

/** The steps of an invoice's life, first to last. */
export const TimelineSchema = z
  .object({
    items: z.array(
      z.object({ sequence: z.int(), type: z.string(), at: Instant, actor: ActorView, data: FreeObject }),
    ),
  })
  .openapi('Timeline');

/** The body that names a deal. */
export const DraftInvoiceBody = z
  .strictObject({ dealId: z.string().min(1).max(64) })
  .openapi('DraftInvoiceBody', { example: { dealId: 'dea_0198f1c27a4e7c119d5b2f6f3f1f9a10' } });

/** What became of the deal's draft. */
export const DraftedInvoiceSchema = z
  .object({
    invoiceId: z.string(),
    outcome: z.enum(['created', 'regenerated', 'unchanged', 'discarded', 'issued_already']),
  })
  .openapi('DraftedInvoice');

const Reason = z.string().trim().min(1).max(1000);

/** Changes of an invoice that is not issued, with the revision that they were made on. */
export const EditInvoiceBody = z
  .strictObject({
    revision: z.int().min(1).openapi({ description: 'As `revision` of the invoice that was read.' }),
    reason: Reason,
    changes: InvoiceChanges,
  })
  .openapi('EditInvoiceBody', {
    example: {
      revision: 1,
      reason: 'The customer sent its order number.',
      changes: {
        purchaseOrder: 'PO-4711',
        lines: [{ position: 1, quantity: '2' }],
        addLines: [{ name: 'Shipping', quantity: '1', unitPrice: '25.00', taxClass: 'standard' }],
      },
    },
  });

/** What an edit came to. */
export const EditedInvoiceSchema = z
  .object({
    revision: z.int(),
    fields: z.array(z.string()).openapi({ description: 'Pointers of the fields that are edited by now.' }),
    isApprovalKept: z.boolean(),
  })
  .openapi('EditedInvoice');

/** A body with an optional reason. */
export const OptionalReasonBody = z.strictObject({ reason: Reason.optional() }).openapi('OptionalReasonBody');

const RequestId = z
  .string()
  .max(60)
  .openapi({ description: 'The open request as it was read: a decision on another content is refused.' });

/** A decision for the request that was looked at. */
export const ApproveBody = z
  .strictObject({ requestId: RequestId, reason: Reason.optional() })
  .openapi('ApproveBody', { example: { requestId: 'apr_0198f1c27a4e7c119d5b2f6f3f1f9a10' } });

/** A body with a reason; whether one is needed is said by the verb, with its own code. */
export const RejectBody = z
  .strictObject({ requestId: RequestId, reason: z.string().max(1000).optional() })
  .openapi('RejectBody', {
    example: { requestId: 'apr_0198f1c27a4e7c119d5b2f6f3f1f9a10', reason: 'The discount was not agreed.' },
  });

/** Why a submission or an approval is taken back. */
export const TakeBackBody = z
  .strictObject({ reason: Reason })
  .openapi('TakeBackBody', { example: { reason: 'The purchase order came too late.' } });

/** Why an issued invoice is to be void. */
export const VoidBody = z
  .strictObject({ reason: Reason })
  .openapi('VoidBody', { example: { reason: 'Billed to the wrong subsidiary.' } });

/** What of an issued invoice is credited, and why. */
export const CreditBody = z.strictObject(CreditInvoiceInput.shape).openapi('CreditBody', {
  description:
    'Without `lines` all that is left is credited. An `amount` is without tax, save where the prices of the invoice ' +
    'include it. The `reference` is of your own choice, such as the number of a return.',
  example: {
    reason: 'One seat was never used.',
    reference: 'return-2026-118',
    lines: [{ position: 1, quantity: '1' }],
  },
});

/** An empty body. */
export const EmptyBody = z.strictObject({}).openapi('EmptyBody');

/** Where a submission went. */
export const SubmittedSchema = z
  .object({ outcome: z.enum(['approved', 'needs_approval', 'submitted_already']) })
  .openapi('SubmittedInvoice');

/** The number that an issue gave. */
export const IssuedSchema = z
  .object({
    number: z.string().openapi({ example: 'INV-2026-0042' }),
    isNew: z.boolean().openapi({ description: 'False when the invoice had its number already.' }),
  })
  .openapi('IssuedInvoice');

/** The decision that was recorded. */
export const DecidedSchema = z
  .object({ invoiceId: z.string(), decision: z.enum(['approved', 'rejected', 'returned']) })
  .openapi('DecidedApproval');

/** The word that the mail is on its way; the timeline says what became of it. */
export const SendQueuedSchema = z
  .object({ invoiceId: z.string(), outcome: z.literal('queued') })
  .openapi('QueuedSend');
