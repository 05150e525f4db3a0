import { z } from '@hono/zod-openapi';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import { ReminderPolicy, Tone } from '../../core/reminders/reminder-policy.ts';
import { SavePolicyInput } from '../../flow/remind/save-policy.ts';
import { Amount, Instant } from './common.ts';
import { ReportSchema } from './delivery-reports.ts';

const Definition = z.object(ReminderPolicy.shape).openapi('ReminderPolicyDefinition');

/** When an entity or one of its customers is reminded. */
const PolicySchema = z
  .object({
    id: z.string(),
    entityId: z.string(),
    customerId: z
      .string()
      .nullable()
      .openapi({ description: 'Whose policy of its own; null is that of the entity.' }),
    customerName: z.string().nullable(),
    isOn: z.boolean(),
    definition: Definition,
    changedAt: Instant,
  })
  .openapi('ReminderPolicy');
export const PoliciesSchema = z.object({ data: z.array(PolicySchema) }).openapi('ReminderPolicies');

/** When customers are to be reminded. */
export const SavePolicyBody = z.strictObject(SavePolicyInput.shape).openapi('SaveReminderPolicyBody', {
  example: {
    entityId: 'ent_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    isOn: true,
    definition: {
      steps: [
        { days: -3, tone: 'friendly' },
        { days: 7, tone: 'firm' },
        { days: 21, tone: 'final' },
      ],
      repeatGapsDays: [14],
      thresholds: [{ currency: 'USD', amount: '50.00' }],
      attemptsMax: 4,
      daysBetween: 3,
      texts: {},
    },
  },
});

/** A policy that is tried out. */
export const PreviewPolicyBody = z
  .strictObject({ entityId: z.string().max(64), definition: ReminderPolicy })
  .openapi('PreviewReminderPolicyBody');

const PlanFields = {
  state: z
    .enum(['due', 'waiting', 'exhausted', 'below_threshold', 'covered', 'off', 'no_recipient'])
    .openapi({ description: 'Why a mail goes out now, or does not.' }),
  currency: z.string(),
  sum: Amount,
  tone: Tone,
  attempt: z.int().openapi({ description: 'The mails about what is due longest, the planned one included.' }),
  nextOn: z.iso.date().nullable(),
  isLast: z.boolean().openapi({ description: 'No mail follows by itself.' }),
  daysOverdue: z.int(),
  items: z.array(
    z.object({ invoiceId: z.string(), number: z.string(), dueDate: z.iso.date(), owed: Amount }),
  ),
};

/** What would be sent today. */
export const ReminderPreviewSchema = z
  .object({
    today: z.iso.date(),
    plans: z.array(z.object({ customerId: z.string(), customerName: z.string(), ...PlanFields })),
    hasMore: z.boolean(),
  })
  .openapi('ReminderPreview');

/** What was sent about an invoice, and what comes next. */
export const InvoiceRemindersSchema = z
  .object({
    policy: z.object({ id: z.string(), isOn: z.boolean(), isOfCustomer: z.boolean() }).nullable(),
    next: z.object(PlanFields).nullable(),
    sent: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled']),
        tone: Tone,
        attempt: z.int(),
        isByHand: z.boolean(),
        plannedOn: z.iso.date(),
        recipients: z.array(z.string()),
        subject: z.string().nullable(),
        body: z.string().nullable(),
        detail: z.string().nullable(),
        endedAt: Instant.nullable(),
        reported: z.enum(REPORT_KINDS).nullable(),
        reports: z.array(ReportSchema),
      }),
    ),
  })
  .openapi('InvoiceReminders');
