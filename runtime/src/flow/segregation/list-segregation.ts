import type { Actor } from '../../core/actor.ts';
import { SEGREGATION_RULES, type SegregationRule } from '../../core/approvals/segregation-rules.ts';
import { segregationExceptions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A rule of segregation, and since when, by whom and why it does not hold; null while it holds. */
export type SegregationView = {
  rule: SegregationRule;
  isOn: boolean;
  switchedOff: { by: Actor; at: Date; reason: string } | null;
};

/** Every rule of segregation, as it is in the organization. What does not hold is nobody's secret. */
export async function listSegregation({ ctx }: { ctx: Ctx }): Promise<SegregationView[]> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(segregationExceptions),
  );
  return SEGREGATION_RULES.map((rule) => {
    const off = rows.find((row) => row.rule === rule);
    return {
      rule,
      isOn: off === undefined,
      switchedOff: off === undefined ? null : { by: off.switchedBy, at: off.switchedAt, reason: off.reason },
    };
  });
}
