import { z } from '@hono/zod-openapi';
import { DOCUMENT_TYPES } from '../../core/invoice/document.ts';
import { HELD_COMMANDS } from '../../core/invoice/held-commands.ts';
import { RuleStep } from '../../core/rules/rule-step.ts';
import { RULES_STATUSES } from '../../core/rules/rules-status.ts';
import { ActorView, Amount, FreeObject, Instant } from './common.ts';

const Live = z
  .object({ versionId: z.string(), version: z.int(), publishedAt: Instant.nullable() })
  .nullable()
  .openapi({ description: 'The version by which invoices are routed; null when there is none.' });
const Entity = z.object({ id: z.string(), name: z.string(), currency: z.string() });

/** The rules of every legal entity. */
export const RulesList = z
  .object({
    data: z.array(
      z.object({
        entity: Entity,
        live: Live,
        draftCount: z.int().openapi({ description: 'Versions on their way: drafts, in review, reviewed.' }),
      }),
    ),
  })
  .openapi('RulesList');

const summary = {
  id: z.string(),
  entityId: z.string(),
  version: z.int(),
  status: z.enum(RULES_STATUSES),
  baseVersionId: z.string().nullable().openapi({ description: 'The version that the draft began as.' }),
  author: ActorView.nullable().openapi({ description: 'Null for versions that came with the hub.' }),
  editors: z.array(ActorView).openapi({
    description:
      'Everybody who wrote in it: none of them reviews it, publishes it, or approves what it routed.',
  }),
  reason: z.string(),
  revision: z
    .int()
    .openapi({ description: 'Counts the saves of a draft; a save names the one it was read with.' }),
  submittedAt: Instant.nullable(),
  reviewer: ActorView.nullable(),
  reviewedAt: Instant.nullable(),
  reviewComment: z.string(),
  publisher: ActorView.nullable(),
  publishedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
};

/** The rules of one legal entity. */
export const RulesSchema = z
  .object({
    entity: Entity,
    live: Live,
    versions: z
      .array(z.object(summary).openapi('RulesVersionSummary'))
      .openapi({ description: 'Newest first.' }),
  })
  .openapi('Rules');

const Step = z.object(RuleStep.shape).openapi('RuleStep', {
  description: 'Whom a rule asks. Steps of one order are asked together; time alone never approves.',
});
const LocalText = z.object({ en: z.string(), ja: z.string() });
const RuleView = z
  .object({
    id: z.string(),
    kinds: z.array(z.enum(DOCUMENT_TYPES)).optional(),
    command: z.enum(HELD_COMMANDS).optional().openapi({
      description: 'The command on an issued document that it judges; absent, what is submitted.',
    }),
    when: z.string().openapi({ description: 'CEL over the facts of an invoice.' }),
    reason: LocalText,
    steps: z.array(Step),
  })
  .openapi('Rule', {
    example: {
      id: 'discount-above-10',
      when: 'maxDiscountPpm > 100000',
      reason: {
        en: 'A line has a discount of more than 10 %.',
        ja: '値引きが10%を超える明細があります。',
      },
      steps: [{ order: 1, approver: { kind: 'role', role: 'finance_approver' }, mode: 'any' }],
    },
  });
const RuleSetView = z
  .object({
    currency: z.string(),
    rules: z.array(RuleView),
    defaultRow: z.object({
      autoApproveUpTo: Amount.optional().openapi({
        description: 'What no rule is for is approved without a person up to here; absent: never.',
      }),
      steps: z.array(Step).optional(),
    }),
  })
  .openapi('RuleSet');

const Tally = z
  .object({
    count: z.int(),
    sums: z.record(z.string(), Amount).openapi({ description: 'Totals by currency.' }),
  })
  .openapi('Tally', { example: { count: 12, sums: { USD: '48210.00' } } });
const Routed = z.object({
  autoApproved: Tally,
  needsApproval: Tally,
  unmatched: Tally.openapi({ description: 'Of those that need approval, the ones that no rule is for.' }),
  failed: Tally.openapi({ description: 'Of those, the ones that a rule could not be evaluated on.' }),
});
const Route = z.object({
  outcome: z.enum(['auto_approved', 'needs_approval']),
  steps: z.array(Step),
  ruleIds: z.array(z.string()),
});

/** What rules would have done. */
export const SimulationSchema = z
  .object({
    invoices: Tally,
    isCut: z.boolean().openapi({ description: 'Older invoices of these days were left out.' }),
    before: Routed.openapi({ description: 'By the rules in force.' }),
    after: Routed.openapi({ description: 'By the rules that were tried.' }),
    newlyRouted: Tally.openapi({ description: 'Approved by themselves before, and asked for now.' }),
    noLongerRouted: Tally.openapi({ description: 'Asked for before, and approved by themselves now.' }),
    approvers: z.array(z.object({ approver: Step.shape.approver, before: Tally, after: Tally })),
    changedCount: z.int(),
    changes: z
      .array(
        z.object({
          invoiceId: z.string(),
          number: z.string().nullable(),
          customer: z.string(),
          total: Amount,
          currency: z.string(),
          before: Route,
          after: Route,
          causes: z.array(
            z.object({
              ruleId: z.string().nullable().openapi({ description: 'Null for the default row.' }),
              kind: z.enum([
                'rule_added',
                'rule_removed',
                'condition',
                'steps',
                'default_row',
                'could_not_be_evaluated',
              ]),
              clause: z.object({ text: z.string(), value: z.boolean() }).nullable(),
            }),
          ),
        }),
      )
      .openapi({
        description: 'The invoices whose route is another one, at most 500 of them, newest first.',
      }),
  })
  .openapi('RuleSimulation');

/** A version with what its reviewer looks at. */
export const RulesVersionSchema = z
  .object({
    ...summary,
    definition: RuleSetView,
    replaces: z
      .object({ versionId: z.string(), version: z.int() })
      .nullable()
      .openapi({ description: 'The version in force that it replaces, or would.' }),
    isBehind: z.boolean().openapi({
      description:
        'Another version was published since this draft began: it would undo what that one changed.',
    }),
    diff: z
      .object({
        added: z.array(RuleView),
        removed: z.array(RuleView),
        changed: z.array(
          z.object({
            before: RuleView,
            after: RuleView,
            members: z.array(z.enum(['when', 'command', 'kinds', 'reason', 'steps'])),
          }),
        ),
        header: z.array(z.enum(['currency', 'autoApproveUpTo', 'defaultSteps'])),
      })
      .nullable()
      .openapi({ description: 'What differs from the version that it replaces.' }),
    warnings: z.array(
      z.object({
        code: z.enum([
          'never_applies',
          'gap',
          'overlap',
          'may_be_absent',
          'leaves_unknown',
          'may_divide_by_zero',
        ]),
        pointer: z.string(),
        detail: z.string(),
      }),
    ),
    simulation: z
      .object({
        id: z.string(),
        days: z.int(),
        simulatedBy: ActorView,
        simulatedAt: Instant,
        result: SimulationSchema,
      })
      .nullable()
      .openapi({ description: 'The newest simulation of exactly this content; null when it was not tried.' }),
  })
  .openapi('RulesVersion');

const Reason = z.string().trim().max(500);
/** Free here: the verb compiles it, and tells of each problem by its place. */
const DefinitionInput = FreeObject.openapi({
  description: 'As `RuleSet`, checked rule by rule: a problem is told with its pointer and character.',
});

/** The wish for a draft. */
export const DraftRulesBody = z
  .strictObject({
    fromVersionId: z.string().max(64).optional().openapi({
      description: 'The version to begin with; absent: the one in force, unless a definition is given.',
    }),
    definition: DefinitionInput.optional(),
    reason: Reason.optional(),
  })
  .openapi('DraftRulesBody', { example: { reason: 'Sales may give 15 % to partners.' } });

/** What a draft says from now on. */
export const SaveRulesBody = z
  .strictObject({ definition: DefinitionInput, reason: Reason.optional(), revision: z.int().min(1) })
  .openapi('SaveRulesBody');

/** A review. */
export const ReviewRulesBody = z
  .strictObject({
    decision: z.enum(['approve', 'return']),
    comment: z.string().trim().max(1000).optional().openapi({ description: 'A return says why.' }),
  })
  .openapi('ReviewRulesBody', { example: { decision: 'approve' } });

/** Why the version before is wanted back. */
export const RollBackRulesBody = z
  .strictObject({ reason: Reason.min(1) })
  .openapi('RollBackRulesBody', { example: { reason: 'Every renewal waits for approval.' } });

/** Rules to try. */
export const SimulateRulesBody = z
  .strictObject({
    entityId: z.string().max(64),
    versionId: z.string().max(64).optional(),
    definition: DefinitionInput.optional(),
    days: z.int().min(1).max(1000).optional().openapi({ description: '90 when absent.' }),
  })
  .refine(
    ({ versionId, definition }) => (versionId === undefined) !== (definition === undefined),
    'needs a versionId or a definition',
  )
  .openapi('SimulateRulesBody', {
    example: {
      entityId: 'ent_0198f1c27a4e7c119d5b2f6f3f1f9a10',
      versionId: 'rul_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
  });
