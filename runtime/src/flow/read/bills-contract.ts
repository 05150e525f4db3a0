import { type SQL, sql } from 'drizzle-orm';
import { invoiceLines, invoices } from '../../db/schema/index.ts';

/**
 * True for invoices that bill a contract, by itself or together with others. A credit note of one has lines of the
 * contract as well, but belongs to its invoice.
 */
export const billsContract = (contractId: string): SQL => sql`(${invoices.id} in (
    select l.invoice_id from ${invoiceLines} l where l.contract_id = ${contractId})
  and (${invoices.contractId} = ${contractId} or ${invoices.collectiveKey} is not null))`;
