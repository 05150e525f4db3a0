import { z } from 'zod';
import { parseId } from '../ids.ts';

const ORDER_MAX = 20;
const HOURS_MAX = 720;

/** Most people that a step may want to agree. */
const AT_LEAST_MAX = 20;

const RoleName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a role such as finance');
const Hours = z.int().min(1).max(HOURS_MAX);

/** Whom a step asks: everybody of a role, one person, the manager of who submitted it, or a group. */
const StepApprover = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: RoleName }),
  z.strictObject({
    kind: z.literal('person'),
    personId: z.string().refine((id) => parseId('person', id) !== undefined, 'must be the id of a person'),
  }),
  z.strictObject({ kind: z.literal('manager') }),
  z.strictObject({ kind: z.literal('group'), groupId: z.string().min(1).max(60) }),
]);

/** How many of those who are asked must agree. */
export const StepMode = z.union([
  z.enum(['any', 'all']),
  z.strictObject({ atLeast: z.int().min(1).max(AT_LEAST_MAX) }),
]);
export type StepMode = z.infer<typeof StepMode>;

/**
 * One step of an approval (model.md E4). Steps of one order are asked together, a later order after the earlier ones
 * agreed. After `slaHours` somebody else may be asked besides: time alone never approves.
 */
export const RuleStep = z
  .strictObject({
    order: z.int().min(1).max(ORDER_MAX).default(1),
    approver: StepApprover,
    mode: StepMode.default('any'),
    slaHours: Hours.optional(),
    remindAfterHours: Hours.optional(),
    escalateTo: StepApprover.optional(),
  })
  .superRefine((step, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (step.escalateTo !== undefined && step.slaHours === undefined)
      refuse('escalateTo', 'needs slaHours: after how long somebody else is asked');
    if (step.remindAfterHours !== undefined && step.remindAfterHours > (step.slaHours ?? HOURS_MAX))
      refuse('remindAfterHours', 'comes after slaHours');
    if (
      (step.approver.kind === 'person' || step.approver.kind === 'manager') &&
      typeof step.mode === 'object'
    )
      refuse('mode', 'this step asks one person');
  });
export type RuleStep = z.output<typeof RuleStep>;

/** A step as rules said it before steps had more than a role. */
export const RoleStep = z.strictObject({ role: RoleName });
export type RoleStep = z.infer<typeof RoleStep>;

/** The step that asks anybody of a role, at once and without a deadline. */
export function roleToStep({ role }: RoleStep): RuleStep {
  return { order: 1, approver: { kind: 'role', role }, mode: 'any' };
}
