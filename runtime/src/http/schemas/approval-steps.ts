import { z } from '@hono/zod-openapi';
import { SEGREGATION_RULES } from '../../core/approvals/segregation-rules.ts';
import { HELD_COMMANDS } from '../../core/invoice/held-commands.ts';
import { ActorView, Amount, Instant } from './common.ts';

/** The steps of an approval request: those that are asked now first, then those that wait for them. */
export const ApprovalSteps = z
  .array(
    z
      .object({
        order: z.int().openapi({ description: 'Steps of one order are asked together.' }),
        asks: z
          .array(z.object({ kind: z.enum(['role', 'person', 'group']), id: z.string(), name: z.string() }))
          .openapi({ description: 'Whom it asks: a role, a person or a group.' }),
        mode: z.union([z.enum(['any', 'all']), z.object({ atLeast: z.int() })]),
        approvalCount: z.int(),
        isMet: z.boolean(),
        dueAt: Instant.nullable(),
        escalatedAt: Instant.nullable().openapi({ description: 'When somebody was asked besides.' }),
      })
      .openapi('ApprovalStep'),
  )
  .openapi({ description: 'The steps that are asked now, then those that wait for them.' });

/** The command on an issued document that a request holds. */
export const HeldCommandView = z
  .object({
    name: z.enum(HELD_COMMANDS),
    amount: Amount.nullable().openapi({
      description: 'How much it is about; null where it names no amount.',
    }),
    reason: z.string(),
    input: z.record(z.string(), z.unknown()).openapi({ description: 'As it was asked, and as it is run.' }),
  })
  .nullable()
  .openapi({ description: 'What is run once it is approved; null for a submission.' });

/** A decision on a request. */
export const DecisionView = z
  .object({
    decision: z.enum(['approved', 'rejected', 'returned']),
    actor: ActorView,
    actingFor: z.string().nullable().openapi({ description: 'Whose place a delegate took, by name.' }),
    standing: z
      .object({
        id: z.string(),
        contract: z
          .object({ id: z.string(), title: z.string() })
          .openapi({ description: 'Whose invoices, or whose part of a collective invoice, it is for.' }),
        givenAt: Instant,
        amountMax: Amount,
        currency: z.string(),
        invoicesMax: z.int().nullable(),
        startsOn: z.string(),
        endsOn: z.string(),
      })
      .nullable()
      .openapi({ description: 'The standing approval of the actor under which it was decided.' }),
    tolerance: z
      .object({ ppm: z.int(), allowed: Amount, approvedTotal: Amount, total: Amount })
      .nullable()
      .openapi({ description: 'How a change kept to the tolerance, so that an earlier decision holds.' }),
    liftedRules: z
      .array(z.enum(SEGREGATION_RULES))
      .openapi({ description: 'The switched-off segregation rules that would have refused it.' }),
    reason: z.string().nullable(),
    at: Instant,
  })
  .openapi('Decision');
