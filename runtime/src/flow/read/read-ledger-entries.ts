import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type {
  CanonicalLedgerEntry,
  LedgerEntryStatus,
  LedgerEntryType,
} from '../../core/canonical/ledger-entry.ts';
import type { Tx } from '../../db/open-database.ts';
import { ledgerEntries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';
import { grantedLedgers } from './granted-ledgers.ts';
import { invoiceOfLedgerEntry, LEDGER_ENTRY_COLUMNS } from './invoice-of-ledger-entry.ts';
import { loadSources, type Source } from './load-sources.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { hasSource, holdsText } from './search-text.ts';

/** An entry of a ledger, with the records that it comes from. */
export type LedgerEntryView = {
  id: string;
  version: number;
  /** Our invoice or credit note of the same number; null when the ledger holds what we do not know. */
  invoiceId: string | null;
  entry: CanonicalLedgerEntry;
  sources: Source[];
  createdAt: Date;
  updatedAt: Date;
};

/** What to list; `isOurs` tells entries that have an invoice of ours from those that have none. */
export type ListLedgerEntriesInput = SearchInput & {
  type?: LedgerEntryType;
  status?: LedgerEntryStatus;
  invoiceId?: string;
  isOurs?: boolean;
};

/**
 * Lists entries, newest first. Who has some entities sees the ledgers that are connected for these, and of others what has
 * the number of an invoice of theirs.
 */
export async function listLedgerEntries({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListLedgerEntriesInput;
}): Promise<Page<LedgerEntryView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select(LEDGER_ENTRY_COLUMNS)
      .from(ledgerEntries)
      .where(
        and(
          grantedLedgerEntries(tx, ctx),
          input.before === undefined ? undefined : lt(ledgerEntries.id, input.before),
          input.query === undefined ? undefined : isFoundBy(input.query),
          input.type === undefined ? undefined : eq(ledgerEntries.type, input.type),
          input.status === undefined ? undefined : eq(ledgerEntries.status, input.status),
          input.invoiceId === undefined ? undefined : sql`${invoiceOfLedgerEntry} = ${input.invoiceId}`,
          input.isOurs === undefined
            ? undefined
            : sql`(${invoiceOfLedgerEntry} is not null) = ${input.isOurs}`,
        ),
      )
      .orderBy(desc(ledgerEntries.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, rows));
  });
}

/** Reads one entry; throws `record.not_found`, also for one of entities that are not granted. */
export async function getLedgerEntry({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<LedgerEntryView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx
      .select(LEDGER_ENTRY_COLUMNS)
      .from(ledgerEntries)
      .where(and(grantedLedgerEntries(tx, ctx), eq(ledgerEntries.id, input.id)));
    if (row === undefined) {
      throw new AppError('record.not_found', { detail: 'There is no such ledger entry.' });
    }
    return (await viewOf(tx, [row]))(row);
  });
}

/** The entries that may be seen, as a condition; undefined when every entity is granted. */
export function grantedLedgerEntries(tx: Tx, ctx: Ctx): SQL | undefined {
  const ledgers = grantedLedgers(tx, ctx);
  const ofOurs = grantedInvoices(tx, ctx, 'id');
  return ledgers === undefined || ofOurs === undefined
    ? undefined
    : sql`(${ledgerEntries.connectionId} in (${ledgers}) or ${invoiceOfLedgerEntry} in (${ofOurs}))`;
}

const isFoundBy = (query: string): SQL | undefined =>
  or(
    holdsText(ledgerEntries.number, query),
    holdsText(sql`${ledgerEntries.body}->>'contactName'`, query),
    hasSource('ledger_entry', ledgerEntries.id, query),
  );

type LedgerEntryRow = Omit<LedgerEntryView, 'entry' | 'sources'> & { body: CanonicalLedgerEntry };

async function viewOf(tx: Tx, rows: LedgerEntryRow[]): Promise<(row: LedgerEntryRow) => LedgerEntryView> {
  const found = await loadSources(
    tx,
    'ledger_entry',
    rows.map(({ id }) => id),
  );
  return ({ body, ...row }) => ({ ...row, entry: body, sources: found.get(row.id) ?? [] });
}
