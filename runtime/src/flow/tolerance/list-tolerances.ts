import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { ppmToPercent } from '../../core/approvals/tolerance/percent-ppm.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { editTolerances, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** The tolerance of a legal entity: percent of a total, and an amount in its currency; both 0 where there is none. */
export type ToleranceView = {
  entityId: string;
  entityName: string;
  currency: string;
  percent: string;
  amount: string;
  set: { by: Actor; at: Date; reason: string } | null;
};

/** The tolerances of the granted legal entities, each with who set it and why. */
export async function listTolerances({ ctx }: { ctx: Ctx }): Promise<ToleranceView[]> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        entity: { id: entities.id, name: entities.name, currency: entities.currency },
        tolerance: editTolerances,
      })
      .from(entities)
      .leftJoin(
        editTolerances,
        and(
          eq(editTolerances.organizationId, entities.organizationId),
          eq(editTolerances.entityId, entities.id),
        ),
      )
      .where(ctx.entityIds === null ? undefined : inArray(entities.id, [...ctx.entityIds]))
      .orderBy(entities.id),
  );
  return rows.map(({ entity, tolerance }) => ({
    entityId: entity.id,
    entityName: entity.name,
    currency: entity.currency,
    percent: ppmToPercent(tolerance?.ppm ?? 0n),
    amount: moneyToText(money(tolerance?.amountMinor ?? 0n, currencyOf(entity.currency))),
    set: tolerance === null ? null : { by: tolerance.setBy, at: tolerance.setAt, reason: tolerance.reason },
  }));
}
