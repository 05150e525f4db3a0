import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** Throws `reissue.not_possible`, with the name of the other document, where one bills what a voided invoice billed. */
export async function refuseBilledElsewhere(tx: Tx, voided: InvoiceRow): Promise<void> {
  const [other] = await tx.execute<{ id: string; number: string | null }>(sql`
    select i.id, i.number
    from ${invoiceLines} freed
    join ${invoiceLines} l on l.organization_id = freed.organization_id and l.source_key = freed.source_key and l.is_live
    join ${invoices} i on i.organization_id = l.organization_id and i.id = l.invoice_id
    where freed.invoice_id = ${voided.id} and freed.source_key is not null
    order by i.id limit 1`);
  if (other === undefined) return;
  throw new AppError('reissue.not_possible', {
    detail: `What ${voided.number} billed is on ${other.number ?? `the draft ${other.id}`} by now.`,
  });
}
