import type { Tx } from '../../db/open-database.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { findMoneyEntries } from './find-money-entries.ts';
import { findLedgers, ledgerJobs } from './ledger-jobs.ts';

/** Hands the losses and refunds of an invoice over to the ledgers of its entity, in the transaction that books them here. */
export async function enqueueMoneyEntries(
  tx: Tx,
  ctx: Ctx,
  invoice: Pick<InvoiceRow, 'id' | 'entityId'>,
): Promise<void> {
  const jobs = ledgerJobs(
    ctx,
    { id: invoice.id, creditsInvoiceId: null },
    await findLedgers(tx, invoice),
    'money',
  );
  if (jobs.length > 0) await ctx.deps.jobs.enqueue(tx, jobs);
}

/** Hands over what waited for an invoice or a credit note of it to be in a ledger. */
export async function enqueueWaitingEntries(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  connection: ConnectionRow,
): Promise<void> {
  const { toTakeBack, toBook } = await findMoneyEntries(tx, connection, invoiceId);
  if (toTakeBack.length + toBook.length === 0) return;
  await ctx.deps.jobs.enqueue(
    tx,
    ledgerJobs(ctx, { id: invoiceId, creditsInvoiceId: null }, [connection.id], 'money'),
  );
}
