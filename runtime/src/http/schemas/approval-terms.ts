import { z } from '@hono/zod-openapi';
import { SEGREGATION_RULES } from '../../core/approvals/segregation-rules.ts';
import { StandingInput } from '../../flow/approve/standing/give-standing.ts';
import { SwitchSegregationInput } from '../../flow/segregation/switch-segregation.ts';
import { ToleranceInput } from '../../flow/tolerance/set-tolerance.ts';
import { ActorView, Amount, Instant } from './common.ts';

/** What one person approved of a contract's invoices beforehand. */
export const StandingApprovalSchema = z
  .object({
    id: z.string(),
    contractId: z.string(),
    state: z
      .enum(['coming', 'in_force', 'expired', 'revoked', 'replaced', 'contract_changed'])
      .openapi({ description: 'Only what is `in_force` approves anything.' }),
    amountMax: Amount.openapi({
      description: 'The most that one invoice may come to, with tax; of a collective invoice its part.',
    }),
    currency: z.string(),
    invoicesMax: z.int().nullable(),
    startsOn: z.string(),
    endsOn: z.string().openapi({ description: 'The last day, included.' }),
    reason: z.string(),
    givenBy: ActorView,
    givenAt: Instant,
    endedAt: Instant.nullable(),
    endedBy: ActorView.nullable(),
    endReason: z.string().nullable(),
    approved: z
      .array(
        z.object({
          invoiceId: z.string(),
          number: z.string().nullable(),
          total: Amount.openapi({ description: 'Of the whole invoice.' }),
          isCollective: z.boolean().openapi({ description: 'Whether it bills other contracts as well.' }),
          at: Instant,
        }),
      )
      .openapi({ description: 'What it approved, newest first.' }),
  })
  .openapi('StandingApproval');
export const StandingApprovalsSchema = z
  .object({ data: z.array(StandingApprovalSchema) })
  .openapi('StandingApprovals');

/** The limits of a standing approval that is to be. */
export const StandingApprovalBody = z.strictObject(StandingInput.shape).openapi('StandingApprovalBody', {
  example: {
    amountMax: '2400.00',
    invoicesMax: 12,
    startsOn: '2026-12-01',
    endsOn: '2027-11-30',
    reason: 'The subscription as agreed on 20 November.',
  },
});

/** Why a standing approval is taken back. */
export const RevokeStandingBody = z
  .strictObject({ reason: z.string().trim().min(1).max(500).optional() })
  .openapi('RevokeStandingBody', { example: { reason: 'The customer is being replaced.' } });

/** By how much an approved invoice of a legal entity may change and stay approved. */
const EditToleranceSchema = z
  .object({
    entityId: z.string(),
    entityName: z.string(),
    currency: z.string(),
    percent: z.string().openapi({ example: '0.5', description: 'Of the total that people approved.' }),
    amount: Amount,
    set: z.object({ by: ActorView, at: Instant, reason: z.string() }).nullable(),
  })
  .openapi('EditTolerance', { description: 'The smaller of the two holds; both 0 is no tolerance.' });
export const EditTolerancesSchema = z
  .object({ data: z.array(EditToleranceSchema) })
  .openapi('EditTolerances');
export const EditToleranceBody = z.strictObject(ToleranceInput.shape).openapi('EditToleranceBody', {
  example: { percent: '0.5', amount: '10.00', reason: 'Rounding of usage that is metered late.' },
});

/** Who must be another person than whom, and whether that holds. */
const SegregationRuleSchema = z
  .object({
    rule: z.enum(SEGREGATION_RULES),
    isOn: z.boolean(),
    switchedOff: z.object({ by: ActorView, at: Instant, reason: z.string() }).nullable(),
  })
  .openapi('SegregationRule');
export const SegregationRulesSchema = z
  .object({ data: z.array(SegregationRuleSchema) })
  .openapi('SegregationRules');
export const SwitchSegregationBody = z
  .strictObject(SwitchSegregationInput.omit({ rule: true }).shape)
  .openapi('SwitchSegregationBody', {
    example: { isOn: false, reason: 'There are two of us: one sells, the other bills.' },
  });
export const SegregationParams = z.object({
  rule: z.enum(SEGREGATION_RULES).openapi({ param: { name: 'rule', in: 'path' }, example: 'creator' }),
});
