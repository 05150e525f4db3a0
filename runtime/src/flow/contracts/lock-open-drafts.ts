import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/**
 * The contract's drafts without a number, locked until the transaction ends, so that none is issued meanwhile. Before what
 * is booked is read: a draft that is issued between the two would be neither, and what it differs by booked again.
 */
export const lockOpenDrafts = (tx: Tx, contractId: string): Promise<InvoiceRow[]> =>
  tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.contractId, contractId),
        isNull(invoices.number),
        ne(invoices.documentStatus, 'discarded'),
      ),
    )
    .orderBy(invoices.id)
    .for('update');
