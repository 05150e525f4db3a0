import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { todayIn } from '../../core/civil-date.ts';
import { entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { findSeries } from '../issue/find-series.ts';
import { nextValue } from './next-value.ts';
import { readPattern } from './read-pattern.ts';
import { refuseClash } from './refuse-clash.ts';

/** What a pattern would print. */
export type NumberSeriesPreview = {
  isPerCustomer: boolean;
  /** The next three numbers of the entity; of its first two customers where each has a counter of its own. */
  numbers: string[];
  /** What stands on a draft. */
  draftLabel: string;
};

/** Says what a pattern would print next, and changes nothing; throws what `replaceNumberSeries` throws. */
export async function previewNumberSeries({
  ctx,
  input: { entityId, pattern: text },
}: {
  ctx: Ctx;
  input: { entityId: string; pattern: string };
}): Promise<NumberSeriesPreview> {
  authorise(ctx, 'admin', entityId);
  const pattern = readPattern('/pattern', text);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId));
    const series = await findSeries(tx, entityId, 'invoice');
    if (entity === undefined || series === undefined) {
      throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    }
    if (series.pattern !== text) await refuseClash(tx, '/pattern', text);
    const { isPerCustomer, draftLabel } = pattern;
    const issueDate = todayIn(entity.timeZone, ctx.deps.clock.now());
    const first = await nextValue(tx, series, issueDate);
    const numbers = isPerCustomer
      ? [
          { customer: 1n, value: 1n },
          { customer: 1n, value: 2n },
          { customer: 2n, value: 1n },
        ].map((as) => pattern.format({ issueDate, ...as }))
      : [first, first + 1n, first + 2n].map((value) => pattern.format({ issueDate, value }));
    return { isPerCustomer, draftLabel, numbers };
  });
}
