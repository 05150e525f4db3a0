import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { EditTolerance } from '../../core/approvals/tolerance/edit-tolerance.ts';
import type { Tx } from '../../db/open-database.ts';
import { editTolerances, entities } from '../../db/schema/index.ts';

/**
 * The tolerance that holds for an invoice, and who set it; undefined where there is none. The amount is one of the
 * entity's own currency, so that an invoice in another has none: a rate would make it more or less from day to day.
 */
export async function loadTolerance(
  tx: Tx,
  { entityId, currency }: { entityId: string; currency: string },
): Promise<(EditTolerance & { setBy: Actor }) | undefined> {
  const [row] = await tx
    .select({
      ppm: editTolerances.ppm,
      amountMinor: editTolerances.amountMinor,
      setBy: editTolerances.setBy,
    })
    .from(editTolerances)
    .innerJoin(entities, eq(entities.id, editTolerances.entityId))
    .where(and(eq(editTolerances.entityId, entityId), eq(entities.currency, currency)));
  return row;
}
