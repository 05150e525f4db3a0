import { sql } from 'drizzle-orm';
import { EXCEPTION_KINDS, type ExceptionKind } from '../../core/exception-kinds.ts';
import { type Money, money } from '../../core/money/money.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { authorise, type Ctx } from '../context.ts';
import {
  exceptionsWithOwners,
  filtersOf,
  type ListExceptionsInput,
  withinEntity,
} from './list-exceptions.ts';

/** How many exceptions of a kind there are, and what they come to in each currency. */
export type ExceptionSum = { kind: ExceptionKind; count: number; amounts: Money[] };

/** Sums exceptions of the granted entities by kind, in the order of the kinds; kinds without any are absent. Throws as the list does. */
export async function sumExceptions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: Pick<ListExceptionsInput, 'owner' | 'minAgeDays' | 'entityId'>;
}): Promise<ExceptionSum[]> {
  authorise(ctx, 'read', input.entityId);
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.execute<{ kind: ExceptionKind; currency: string | null; count: number; sum: string | null }>(sql`
      select e.kind, e.currency, count(*)::integer as count, sum(e.amount_minor)::text as sum
      from ${exceptionsWithOwners(withinEntity(ctx, input.entityId), EXCEPTION_KINDS)}
      where ${filtersOf(ctx, input)} group by e.kind, e.currency order by e.currency`),
  );
  return EXCEPTION_KINDS.flatMap((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    const amounts = ofKind.flatMap(({ currency, sum }) =>
      currency === null || sum === null ? [] : [money(BigInt(sum), currencyOf(currency))],
    );
    const count = ofKind.reduce((total, row) => total + row.count, 0);
    return count === 0 ? [] : [{ kind, count, amounts }];
  });
}
