import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { SEGREGATION_RULES } from '../../core/approvals/segregation-rules.ts';
import { segregationExceptions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { requirePerson } from '../require-person.ts';

/** Which rule holds or not from now on, and why: the reason stands beside every decision that is taken without it. */
export const SwitchSegregationInput = z.strictObject({
  rule: z.enum(SEGREGATION_RULES),
  isOn: z.boolean(),
  reason: z.string().trim().min(1).max(500),
});
export type SwitchSegregationInput = z.infer<typeof SwitchSegregationInput>;

/**
 * Switches a rule of segregation off or on again. Only an administrator in person may: a key that could would open what
 * its owner does not see. What is so already stays as it is. Throws `approval.person_required`.
 */
export async function switchSegregation({
  ctx,
  input: { rule, isOn, reason },
}: {
  ctx: Ctx;
  input: SwitchSegregationInput;
}): Promise<void> {
  authorise(ctx, 'admin');
  requirePerson(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const where = eq(segregationExceptions.rule, rule);
    const changed = isOn
      ? await tx.delete(segregationExceptions).where(where).returning({ rule: segregationExceptions.rule })
      : await tx
          .insert(segregationExceptions)
          .values({
            organizationId: ctx.organizationId,
            rule,
            reason,
            switchedBy: ctx.actor,
            switchedAt: ctx.deps.clock.now(),
          })
          .onConflictDoNothing()
          .returning({ rule: segregationExceptions.rule });
    if (changed.length === 0) return;
    await recordAudit(tx, ctx, {
      action: isOn ? 'segregation.switch_on' : 'segregation.switch_off',
      objectKind: 'segregation',
      objectId: rule,
      before: { isOn: !isOn },
      after: { isOn },
      reason,
    });
  });
}
