import { type SQL, sql } from 'drizzle-orm';
import { connections, invoices, ledgerEntries } from '../../db/schema/index.ts';

/**
 * The id of our invoice or credit note whose number a ledger entry has, null without one. Only of what is sold: the number
 * of a bill is its supplier's, who may count as we do. A ledger that is connected for one entity names only its invoices.
 */
export const invoiceOfLedgerEntry: SQL<string | null> = sql<string | null>`(select i.id from ${invoices} i
  where i.organization_id = ledger_entries.organization_id and i.number = ledger_entries.number
    and ledger_entries.type in ('invoice', 'credit_note', 'income')
    and i.entity_id = coalesce((select c.entity_id from ${connections} c
      where c.organization_id = ledger_entries.organization_id and c.id = ledger_entries.connection_id), i.entity_id))`;

/** What of a ledger entry is read. */
export const LEDGER_ENTRY_COLUMNS = {
  id: ledgerEntries.id,
  version: ledgerEntries.version,
  invoiceId: invoiceOfLedgerEntry,
  body: ledgerEntries.body,
  createdAt: ledgerEntries.createdAt,
  updatedAt: ledgerEntries.updatedAt,
};
