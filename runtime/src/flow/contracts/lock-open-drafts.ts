import { sql } from 'drizzle-orm';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { ContractRow } from './load-contract.ts';

/**
 * The drafts without a number that bill one of these contracts or its group, locked until the transaction ends, so that
 * none is issued meanwhile. Before what is booked is read: a draft that is issued between the two would be neither, and
 * what it differs by booked again.
 */
export function lockOpenDrafts(tx: Tx, contracts: readonly ContractRow[]): Promise<InvoiceRow[]> {
  const ids = contracts.map(({ id }) => id);
  const keys = contracts.flatMap(({ collectiveKey }) => collectiveKey ?? []);
  const isOpen = sql`${invoices.number} is null and ${invoices.documentStatus} <> 'discarded'`;
  return tx
    .select()
    .from(invoices)
    .where(
      sql`${isOpen} and ${invoices.id} in (
        select i.id from ${invoices} i where ${isAnyOf(sql`i.contract_id`, ids)} and i.number is null
        union select i.id from ${invoices} i
        where i.collective_key is not null and i.number is null and i.document_status <> 'discarded'
          and (${isAnyOf(sql`i.collective_key`, keys)}
            -- A contract that has left its group stands on the group's draft until somebody looks.
            or exists (select from ${invoiceLines} l where l.organization_id = i.organization_id
              and l.invoice_id = i.id and ${isAnyOf(sql`l.contract_id`, ids)})))`,
    )
    .orderBy(invoices.id)
    .for('update');
}
