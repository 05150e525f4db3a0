import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import type { Tx } from '../../db/open-database.ts';
import { customers } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { hasSource, holdsText } from './search-text.ts';

/** A customer as the hub knows it, with the records that it comes from. */
export type CustomerView = {
  id: string;
  version: number;
  customer: CanonicalCustomer;
  sources: Source[];
  createdAt: Date;
  updatedAt: Date;
};

/** Lists customers, newest first. */
export async function listCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchInput;
}): Promise<Page<CustomerView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(customers)
      .where(
        and(
          input.before === undefined ? undefined : lt(customers.id, input.before),
          input.query === undefined
            ? undefined
            : or(
                holdsText(customers.name, input.query),
                holdsText(sql`${customers.body} ->> 'legalName'`, input.query),
                hasSource('customer', customers.id, input.query),
              ),
        ),
      )
      .orderBy(desc(customers.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, rows));
  });
}

/** Reads one customer; throws `record.not_found`. */
export async function getCustomer({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<CustomerView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(customers).where(eq(customers.id, input.id));
    if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such customer.' });
    return (await viewOf(tx, [row]))(row);
  });
}

type CustomerRow = typeof customers.$inferSelect;

async function viewOf(tx: Tx, rows: CustomerRow[]): Promise<(row: CustomerRow) => CustomerView> {
  const sources = await loadSources(
    tx,
    'customer',
    rows.map((row) => row.id),
  );
  return ({ id, version, body, createdAt, updatedAt }) => ({
    id,
    version,
    customer: body,
    sources: sources.get(id) ?? [],
    createdAt,
    updatedAt,
  });
}
