import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { CanonicalContact } from '../../core/canonical/contact.ts';
import type { Tx } from '../../db/open-database.ts';
import { contacts } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { hasSource, holdsText } from './search-text.ts';

/** A contact as the hub knows it, with the records that it comes from. */
export type ContactView = {
  id: string;
  version: number;
  contact: CanonicalContact;
  sources: Source[];
  createdAt: Date;
  updatedAt: Date;
};

/** Lists contacts, newest first. */
export async function listContacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchInput;
}): Promise<Page<ContactView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(contacts)
      .where(
        and(
          input.before === undefined ? undefined : lt(contacts.id, input.before),
          input.query === undefined
            ? undefined
            : or(
                holdsText(contacts.email, input.query),
                holdsText(sql`${contacts.body} ->> 'name'`, input.query),
                hasSource('contact', contacts.id, input.query),
              ),
        ),
      )
      .orderBy(desc(contacts.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, rows));
  });
}

/** Reads one contact; throws `record.not_found`. */
export async function getContact({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<ContactView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(contacts).where(eq(contacts.id, input.id));
    if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such contact.' });
    return (await viewOf(tx, [row]))(row);
  });
}

type ContactRow = typeof contacts.$inferSelect;

async function viewOf(tx: Tx, rows: ContactRow[]): Promise<(row: ContactRow) => ContactView> {
  const sources = await loadSources(
    tx,
    'contact',
    rows.map((row) => row.id),
  );
  return ({ id, version, body, createdAt, updatedAt }) => ({
    id,
    version,
    contact: body,
    sources: sources.get(id) ?? [],
    createdAt,
    updatedAt,
  });
}
