import { sql } from 'drizzle-orm';
import { boardRows, people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type EntityView, listEntities } from './list-entities.ts';

/** What the board can be narrowed to: legal entities, currencies that occur, and people. */
export type BoardChoices = {
  entities: EntityView[];
  currencies: string[];
  owners: { id: string; name: string }[];
};

/** Lists the choices of the board's filters. */
export async function listBoardChoices({ ctx }: { ctx: Ctx }): Promise<BoardChoices> {
  authorise(ctx, 'read');
  const entities = await listEntities({ ctx });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    // A loose scan: one step in the index per currency, and not one per invoice.
    const found = await tx.execute<{ currency: string }>(sql`
      with recursive step as (
        (select currency from ${boardRows} order by currency limit 1)
        union all
        select (select r.currency from ${boardRows} r where r.currency > step.currency order by r.currency limit 1)
        from step where step.currency is not null
      ) select currency from step where currency is not null`);
    const owners = await tx.select({ id: people.id, name: people.name }).from(people).orderBy(people.name);
    return { entities, currencies: found.map(({ currency }) => currency), owners };
  });
}
