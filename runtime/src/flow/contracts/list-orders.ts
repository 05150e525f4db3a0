import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type SearchInput, toPage } from '../read/page.ts';
import { contractFilters } from './list-contracts.ts';
import { type ContractRow, loadContractSource } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadTerms } from './load-terms.ts';
import { type ContractSummary, readContractSummaries } from './read-contract-summaries.ts';
import { type OrderLineView, readOrderTrace } from './read-order-trace.ts';

/** An order with the way of each of its lines; `lines` is null while it cannot be billed, `problem` says why. */
export type OrderView = ContractSummary & {
  lines: OrderLineView[] | null;
  problem: { code: string; detail: string } | null;
};

/** Lists the orders that granted entities bill, newest first, each with its lines from order to payment. */
export async function listOrders({ ctx, input }: { ctx: Ctx; input: SearchInput }): Promise<Page<OrderView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const found = await readContractSummaries(tx, ctx, {
      where: contractFilters(ctx, { ...input, form: 'order' }),
      limit: input.limit + 1,
    });
    const { items, next } = toPage(
      found.map(({ row, summary }) => ({ id: row.id, row, summary })),
      input.limit,
      (one) => one,
    );
    const views: OrderView[] = [];
    for (const { row, summary } of items) views.push({ ...summary, ...(await traceOf(tx, ctx, row)) });
    return { items: views, next };
  });
}

async function traceOf(tx: Tx, ctx: Ctx, row: ContractRow): Promise<Pick<OrderView, 'lines' | 'problem'>> {
  try {
    const terms = await loadTerms(tx, row.body);
    const facts = await loadFacts(tx, await loadContractSource(tx, row.id));
    return { lines: await readOrderTrace(tx, ctx, { row, terms, facts }), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { lines: null, problem: { code: error.code, detail: error.detail } };
  }
}
