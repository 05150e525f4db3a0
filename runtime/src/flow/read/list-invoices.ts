import { and, desc, lt } from 'drizzle-orm';
import type { DocumentStatus, DocumentType } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type InvoiceFilters, invoiceFilters } from './invoice-filters.ts';
import { type InvoiceStanding, loadStandings } from './load-standing.ts';
import { loadSyncStates, type SyncState } from './load-sync-states.ts';
import type { PageInput } from './page.ts';

/** A row of a list or of the board. */
export type InvoiceSummary = {
  id: string;
  type: DocumentType;
  number: string | null;
  customerName: string;
  entityId: string;
  currency: string;
  documentStatus: DocumentStatus;
  issueDate: string | null;
  dueDate: string | null;
  createdAt: Date;
  standing: InvoiceStanding;
  sync: SyncState[];
};

/** What to list. `before` is the id of the last invoice of the page before. */
export type ListInvoicesInput = PageInput & InvoiceFilters;

/** One page of invoices, newest first, and the id to ask for the next page with. */
export type InvoicePage = { items: InvoiceSummary[]; next: string | null };

/** Lists the invoices of the granted entities; ids sort by creation, so the page is a keyset. */
export async function listInvoices({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListInvoicesInput;
}): Promise<InvoicePage> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const filters = await invoiceFilters(tx, ctx, input);
    const rows = await tx
      .select()
      .from(invoices)
      .where(and(...filters, input.before === undefined ? undefined : lt(invoices.id, input.before)))
      .orderBy(desc(invoices.id))
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const items = await summarise(tx, ctx, page);
    return { items, next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null };
  });
}

/** Adds standing and sync to invoice rows, in their order. */
export async function summarise(
  tx: Tx,
  ctx: Ctx,
  rows: (typeof invoices.$inferSelect)[],
): Promise<InvoiceSummary[]> {
  const ids = rows.map((row) => row.id);
  const standings = await loadStandings(tx, ctx, ids);
  const sync = await loadSyncStates(tx, ids);
  return rows.flatMap((row) => {
    const standing = standings.get(row.id);
    if (standing === undefined) return [];
    return [
      {
        id: row.id,
        type: row.type,
        number: row.number,
        customerName: row.buyer.name,
        entityId: row.entityId,
        currency: row.currency,
        documentStatus: row.documentStatus,
        issueDate: row.issueDate,
        dueDate: row.dueDate,
        createdAt: row.createdAt,
        standing,
        sync: sync.get(row.id) ?? [],
      },
    ];
  });
}
