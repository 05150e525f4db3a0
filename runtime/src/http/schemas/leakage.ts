import { z } from '@hono/zod-openapi';
import { AGE_BUCKETS } from '../../core/billing/leakage.ts';
import { DateText } from '../../core/invoice/document.ts';
import { Amount, Instant } from './common.ts';
import { CreditLeftSchema, FindingSchema } from './contracts.ts';

/** What is billable and on no invoice. */
export const LeakageSchema = z
  .object({
    totals: z.array(z.object({ currency: z.string(), bucket: z.enum(AGE_BUCKETS), missingNet: Amount })),
    leaks: z.array(
      z.object({
        contractId: z.string(),
        contractTitle: z.string(),
        isParked: z.boolean(),
        key: z.string(),
        kind: z.string(),
        sku: z.string(),
        billableFrom: DateText,
        ageDays: z.int(),
        bucket: z.enum(AGE_BUCKETS),
        currency: z.string(),
        missingNet: Amount,
        evidence: z.array(z.string()),
      }),
    ),
    strays: z
      .array(
        z.object({
          system: z.string(),
          contractKey: z.string(),
          kind: z.string(),
          count: z.string(),
          oldestAt: Instant,
        }),
      )
      .openapi({ description: 'Facts whose contract is not here; who has some entities is told of none.' }),
    refused: z
      .array(z.object({ contractId: z.string(), contractTitle: z.string(), finding: FindingSchema }))
      .openapi({
        description: 'Facts that are not billed, and why: more than ordered, too late, not agreed.',
      }),
    credits: z
      .array(
        CreditLeftSchema.extend({ contractId: z.string(), contractTitle: z.string(), currency: z.string() }),
      )
      .openapi({ description: 'What contracts owe their customers on no issued document.' }),
    unread: z
      .array(
        z.object({
          contractId: z.string(),
          contractTitle: z.string(),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .openapi({ description: 'Contracts that cannot be billed as they are, and why.' }),
    isComplete: z
      .boolean()
      .openapi({ description: 'False when there is more than one report looks through or answers.' }),
  })
  .openapi('Leakage');
