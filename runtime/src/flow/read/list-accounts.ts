import { and, desc, lt, or, type SQL, sql } from 'drizzle-orm';
import type { CanonicalAccount } from '../../core/canonical/account.ts';
import type { Tx } from '../../db/open-database.ts';
import { accounts } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedLedgers } from './granted-ledgers.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { holdsText } from './search-text.ts';

/** An account of a ledger's chart, with the records that it comes from. */
export type AccountView = {
  id: string;
  version: number;
  account: CanonicalAccount;
  sources: Source[];
  createdAt: Date;
  updatedAt: Date;
};

/** Lists accounts, newest first; who has some entities sees those of ledgers that are connected for these. */
export async function listAccounts({
  ctx,
  input: { before, query, limit },
}: {
  ctx: Ctx;
  input: SearchInput;
}): Promise<Page<AccountView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(accounts)
      .where(
        and(
          grantedAccounts(tx, ctx),
          before === undefined ? undefined : lt(accounts.id, before),
          query === undefined
            ? undefined
            : or(holdsText(accounts.name, query), holdsText(accounts.code, query)),
        ),
      )
      .orderBy(desc(accounts.id))
      .limit(limit + 1);
    const found = await loadSources(
      tx,
      'account',
      rows.map(({ id }) => id),
    );
    return toPage(rows, limit, ({ id, version, body, createdAt, updatedAt }) => {
      const sources = found.get(id) ?? [];
      return { id, version, account: body, sources, createdAt, updatedAt };
    });
  });
}

/** The accounts that may be seen, as a condition: those of ledgers of granted entities; undefined for all. */
export function grantedAccounts(tx: Tx, ctx: Ctx): SQL | undefined {
  const granted = grantedLedgers(tx, ctx);
  return granted === undefined ? undefined : sql`${accounts.connectionId} in (${granted})`;
}
