import { and, asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { entities, numberSeries, taxRules } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A legal entity with everything that is set for it. */
export type EntitySettings = {
  entity: typeof entities.$inferSelect;
  taxRules: (typeof taxRules.$inferSelect)[];
  numberPattern: string | null;
};

/** Reads what is set for a legal entity, the bank account included; throws `request.not_found`. Needs `admin`. */
export async function getEntitySettings({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { entityId: string };
}): Promise<EntitySettings> {
  authorise(ctx, 'admin', input.entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, input.entityId));
    if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    const rules = await tx
      .select()
      .from(taxRules)
      .where(eq(taxRules.entityId, entity.id))
      .orderBy(asc(taxRules.validFrom), asc(taxRules.taxClass));
    const [series] = await tx
      .select()
      .from(numberSeries)
      .where(
        and(
          eq(numberSeries.entityId, entity.id),
          eq(numberSeries.documentType, 'invoice'),
          isNull(numberSeries.retiredAt),
        ),
      );
    return { entity, taxRules: rules, numberPattern: series?.pattern ?? null };
  });
}
