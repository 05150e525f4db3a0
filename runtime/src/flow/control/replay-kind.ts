import { and, asc, count, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { deadLetters } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { replayDeadLetter } from './replay-dead-letter.ts';

/** Which failed work: one stage that stopped for one reason. */
export type ReplayKindInput = { stage: string; code: string };

/** One request replays so much; the rest is left for the next. */
const REPLAYED_MAX = 200;

/**
 * Runs all stopped work of one kind again, the oldest first, each in a transaction of its own: one that is refused
 * does not hold up the others. Returns how much was replayed, refused, and is left.
 */
export async function replayKind({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReplayKindInput;
}): Promise<{ replayed: number; refused: number; left: number }> {
  authorise(ctx, 'admin');
  const isOfKind = and(
    eq(deadLetters.state, 'dead'),
    eq(deadLetters.queue, input.stage),
    eq(deadLetters.code, input.code),
  );
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: deadLetters.id })
      .from(deadLetters)
      .where(isOfKind)
      .orderBy(asc(deadLetters.id))
      .limit(REPLAYED_MAX),
  );
  let refused = 0;
  for (const { id } of rows) {
    try {
      await replayDeadLetter({ ctx, input: { deadLetterId: id } });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'auth.entity_not_granted') throw error;
      refused += 1;
    }
  }
  const [left] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select({ count: count() }).from(deadLetters).where(isOfKind),
  );
  return { replayed: rows.length - refused, refused, left: left?.count ?? 0 };
}
