import type { BoardColumn } from '../../core/settlement/board-column.ts';
import { authorise, type Ctx } from '../context.ts';
import { type BoardFilters, readBoardToday } from './board-filters.ts';
import { listColumnIds, loadSummaries } from './list-board-column.ts';
import type { InvoiceSummary } from './list-invoices.ts';
import type { Page } from './page.ts';

/** The next invoices of one column of the board, after the last one that is shown. */
export type GetBoardColumnInput = {
  column: BoardColumn;
  filters: BoardFilters;
  limit: number;
  after?: string;
};

/** Reads one page of a column in the board's own order. */
export async function getBoardColumn({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: GetBoardColumnInput;
}): Promise<Page<InvoiceSummary>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { ids, next } = await listColumnIds(tx, ctx, { ...input, today: await readBoardToday(tx, ctx) });
    const summaries = await loadSummaries(tx, ctx, ids);
    return { items: ids.flatMap((id) => summaries.get(id) ?? []), next };
  });
}
