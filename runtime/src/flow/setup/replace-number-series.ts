import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, numberSeries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { lockSeries } from '../issue/find-series.ts';
import { recordAudit } from '../record-audit.ts';
import { creditNotePattern } from './create-entity.ts';
import { nextValue } from './next-value.ts';
import { readPattern } from './read-pattern.ts';
import { refuseClash } from './refuse-clash.ts';

/** The pattern that numbers an entity's invoices from now on. */
export const NumberSeriesInput = z.strictObject({ pattern: z.string().max(60) });
export type NumberSeriesInput = z.infer<typeof NumberSeriesInput>;

/**
 * Numbers the invoices and credit notes of an entity by another pattern from now on. Each new series goes on with the
 * number that the one before would have given next, also from counting per customer to counting per entity; the one
 * before keeps what it numbered. Throws `request.not_found`, and `request.invalid` for a pattern that cannot be read or
 * would print a number that another series prints.
 */
export async function replaceNumberSeries({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: NumberSeriesInput & { entityId: string };
}): Promise<void> {
  const { entityId, pattern } = input;
  authorise(ctx, 'admin', entityId);
  readPattern('/pattern', pattern);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId)).for('update');
    if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    const today = todayIn(entity.timeZone, ctx.deps.clock.now());
    await replace(tx, ctx, { entityId, documentType: 'invoice', pattern, today });
    const creditNotes = creditNotePattern(pattern);
    await replace(tx, ctx, { entityId, documentType: 'credit_note', pattern: creditNotes, today });
  });
}

type Replacement = {
  entityId: string;
  documentType: 'invoice' | 'credit_note';
  pattern: string;
  today: string;
};

async function replace(tx: Tx, ctx: Ctx, { today, ...next }: Replacement): Promise<void> {
  // Whoever takes a number holds this lock: no number of the old series comes after the new one has begun.
  const old = await lockSeries(tx, next.entityId, next.documentType);
  assert(old !== undefined, 'an entity has a series');
  await refuseClash(tx, '/pattern', next.pattern);
  const firstValue = await nextValue(tx, old, today);
  const id = ctx.deps.ids.next('series');
  await tx.update(numberSeries).set({ retiredAt: ctx.deps.clock.now() }).where(eq(numberSeries.id, old.id));
  await tx.insert(numberSeries).values({ organizationId: ctx.organizationId, id, ...next, firstValue });
  await recordAudit(tx, ctx, {
    action: 'entity.replace_number_series',
    objectKind: 'entity',
    objectId: next.entityId,
    before: { documentType: next.documentType, pattern: old.pattern },
    after: { documentType: next.documentType, pattern: next.pattern, firstValue: firstValue.toString() },
  });
}
