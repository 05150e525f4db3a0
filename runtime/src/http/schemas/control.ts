import { z } from '@hono/zod-openapi';
import { PERMISSIONS } from '../../core/permissions.ts';
import { BOARD_COLUMNS } from '../../core/settlement/board-column.ts';
import { ApprovalSteps, DecisionView, HeldCommandView } from './approval-steps.ts';
import { ActorView, Amount, FreeObject, Instant, pageOf } from './common.ts';
import { InvoiceSummarySchema } from './invoice.ts';

/** How a request stands; cancelled is closed without a decision. */
export const ApprovalState = z.enum(['open', 'approved', 'rejected', 'returned', 'cancelled']);

/** An approval request with its invoice. */
export const ApprovalSchema = z
  .object({
    id: z.string(),
    state: ApprovalState,
    steps: ApprovalSteps,
    explanation: FreeObject.openapi({
      description:
        'Which rules matched, clause by clause; in `doubt`, why the rules could not judge it; in `standing`, why no standing approval covers it.',
    }),
    command: HeldCommandView,
    rules: z
      .object({ versionId: z.string(), version: z.int(), isInForce: z.boolean() })
      .nullable()
      .openapi({ description: 'The version of the rules that routed it; it stays bound to that one.' }),
    contentHash: z.string().openapi({ description: 'What would be approved; an edit voids the request.' }),
    requestedBy: ActorView,
    requestedAt: Instant,
    closedAt: Instant.nullable(),
    decisions: z.array(DecisionView).openapi({ description: 'In the order in which they were taken.' }),
    invoice: InvoiceSummarySchema,
  })
  .openapi('Approval');
export const ApprovalPage = pageOf('ApprovalPage', ApprovalSchema);

/** The states of failed work. */
export const DeadLetterState = z.enum(['retrying', 'dead', 'replayed', 'resolved']);

/** Work that failed. */
const DeadLetterSchema = z
  .object({
    id: z.string(),
    stage: z.string(),
    key: z.string(),
    subject: FreeObject,
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
    attemptCount: z.int(),
    state: DeadLetterState,
    firstFailedAt: Instant,
    lastFailedAt: Instant,
  })
  .openapi('DeadLetter');
export const DeadLetterPage = pageOf('DeadLetterPage', DeadLetterSchema);

/** The word that the work runs again. */
export const ReplayedSchema = z
  .object({ id: z.string(), state: z.literal('replayed') })
  .openapi('ReplayedDeadLetter');

const Permissions = z.array(z.enum(PERMISSIONS)).min(1);

/** The wish for a new key. */
export const CreateApiKeyBody = z
  .strictObject({
    name: z.string().min(1).max(60),
    personId: z
      .string()
      .max(64)
      .optional()
      .openapi({ description: 'Makes a key that acts as this person; only they can make it.' }),
    permissions: Permissions,
    entityIds: z.array(z.string().max(64)).min(1).max(100).optional(),
    expiresAt: z.iso.datetime().optional(),
  })
  .openapi('CreateApiKeyBody', {
    example: { name: 'n8n', permissions: ['read', 'ingest', 'create', 'submit'] },
  });

/** The key itself, shown this once. */
export const CreatedApiKeySchema = z
  .object({
    id: z.string(),
    key: z.string().openapi({ description: 'Shown once: the hub keeps its hash only.' }),
    prefix: z.string(),
  })
  .openapi('CreatedApiKey');

/** A key without anything that it could be used with. */
const ApiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    personId: z.string().nullable(),
    permissions: z.array(z.string()),
    entityIds: z.array(z.string()).nullable(),
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    lastUsedAt: Instant.nullable().openapi({ description: 'To the minute.' }),
    createdAt: Instant,
  })
  .openapi('ApiKey');
export const ApiKeyPage = pageOf('ApiKeyPage', ApiKeySchema);

/** The board: every invoice in one column. */
export const BoardSchema = z
  .object({
    columns: z.array(
      z.object({
        column: z.enum(BOARD_COLUMNS),
        count: z.int(),
        sums: z.array(z.object({ currency: z.string(), amount: Amount })),
        invoices: z.array(InvoiceSummarySchema),
      }),
    ),
  })
  .openapi('Board');

/** What became of pushed records, in order. */
export const ReceivedSchema = z
  .object({
    accepted: z.int(),
    refused: z.int(),
    items: z.array(
      z.discriminatedUnion('status', [
        z.object({
          status: z.literal('accepted'),
          index: z.int(),
          externalId: z.string(),
        }),
        z.object({ status: z.literal('refused'), index: z.int(), pointer: z.string(), detail: z.string() }),
      ]),
    ),
  })
  .openapi('ReceivedRecords');

/** Who calls, and what they may do. */
export const MeSchema = z
  .object({
    organization: z.object({ id: z.string(), name: z.string() }),
    key: z.object({
      id: z.string(),
      name: z.string(),
      prefix: z.string().openapi({ description: 'The first characters, to tell keys apart.' }),
      permissions: z
        .array(z.enum(PERMISSIONS))
        .openapi({ description: 'What counts, key and person together.' }),
      entityIds: z.array(z.string()).nullable().openapi({ description: 'Null grants every legal entity.' }),
      expiresAt: Instant.nullable(),
    }),
  })
  .openapi('Me');
