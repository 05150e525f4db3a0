import { and, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { contracts, customers } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type SearchInput, toPage } from '../read/page.ts';
import { hasSource, holdsText } from '../read/search-text.ts';
import type { ContractRow } from './load-contract.ts';
import { type ContractState, contractState, customerIdOfContract } from './read-contract-columns.ts';
import { type ContractSummary, readContractSummaries } from './read-contract-summaries.ts';
import { grantedContracts } from './read-granted-contracts.ts';

/** What contracts are narrowed by; `query` is a part of the title or of the customer's name, or the id elsewhere. */
export type ContractFilters = { form?: ContractRow['form']; state?: ContractState; customerId?: string };

/** What to list. */
export type ListContractsInput = SearchInput & ContractFilters;

/** Lists the contracts that granted entities bill, newest first. */
export async function listContracts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListContractsInput;
}): Promise<Page<ContractSummary>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const found = await readContractSummaries(tx, ctx, {
      where: contractFilters(ctx, input),
      limit: input.limit + 1,
    });
    return toPage(
      found.map(({ summary }) => summary),
      input.limit,
      (summary) => summary,
    );
  });
}

/** The condition of a list of contracts, its place in the pages included. */
export function contractFilters(ctx: Ctx, input: ListContractsInput): SQL | undefined {
  const { before, form, state, customerId, query } = input;
  return and(
    grantedContracts(ctx),
    before === undefined ? undefined : lt(contracts.id, before),
    form === undefined ? undefined : eq(contracts.form, form),
    state === undefined ? undefined : sql`${contractState(ctx.deps.clock.now())} = ${state}`,
    customerId === undefined ? undefined : sql`${customerIdOfContract} = ${customerId}`,
    query === undefined ? undefined : isFoundBy(query),
  );
}

const isFoundBy = (query: string): SQL | undefined =>
  or(
    holdsText(contracts.title, query),
    hasSource('contract', contracts.id, query),
    sql`exists (select from ${customers} u where u.id = ${customerIdOfContract} and ${holdsText(sql`u.name`, query)})`,
  );
