import { and, desc, eq, lt, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import type { Tx } from '../../db/open-database.ts';
import { deals } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { hasSource, holdsText } from './search-text.ts';

/** A deal as the hub knows it, with the records that it comes from. */
export type DealView = {
  id: string;
  version: number;
  /** The id in its CRM, when it came from one. */
  externalId: string | null;
  deal: CanonicalDeal;
  sources: Source[];
  createdAt: Date;
  updatedAt: Date;
};

/** Lists deals, newest first. */
export async function listDeals({ ctx, input }: { ctx: Ctx; input: SearchInput }): Promise<Page<DealView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(deals)
      .where(
        and(
          input.before === undefined ? undefined : lt(deals.id, input.before),
          input.query === undefined
            ? undefined
            : or(holdsText(deals.title, input.query), hasSource('deal', deals.id, input.query)),
        ),
      )
      .orderBy(desc(deals.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, rows));
  });
}

/** Reads one deal; throws `record.not_found`. */
export async function getDeal({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<DealView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(deals).where(eq(deals.id, input.id));
    if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such deal.' });
    return (await viewOf(tx, [row]))(row);
  });
}

type DealRow = typeof deals.$inferSelect;

async function viewOf(tx: Tx, rows: DealRow[]): Promise<(row: DealRow) => DealView> {
  const found = await loadSources(
    tx,
    'deal',
    rows.map((row) => row.id),
  );
  return ({ id, version, body, createdAt, updatedAt }) => {
    const sources = found.get(id) ?? [];
    return {
      id,
      version,
      externalId: sources[0]?.externalId ?? null,
      deal: body,
      sources,
      createdAt,
      updatedAt,
    };
  };
}
