import { and, count, desc, eq, max, min, sql } from 'drizzle-orm';
import { deadLetters } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';

/** Stopped work of one stage for one reason: how much, and since when. */
export type DeadLetterKind = { stage: string; code: string; count: number; first: Date; last: Date };

/** Counts the stopped work by stage and code, the most first; within the granted entities. */
export async function countDeadLetters({ ctx }: { ctx: Ctx }): Promise<DeadLetterKind[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'id');
    const rows = await tx
      .select({
        stage: deadLetters.queue,
        code: deadLetters.code,
        count: count(),
        first: min(deadLetters.firstFailedAt),
        last: max(deadLetters.lastFailedAt),
      })
      .from(deadLetters)
      .where(
        and(
          eq(deadLetters.state, 'dead'),
          granted === undefined ? undefined : sql`${deadLetters.payload} ->> 'invoiceId' in (${granted})`,
        ),
      )
      .groupBy(deadLetters.queue, deadLetters.code)
      .orderBy(desc(count()), deadLetters.queue, deadLetters.code);
    return rows.flatMap(({ first, last, ...row }) =>
      first === null || last === null ? [] : [{ ...row, first, last }],
    );
  });
}
