import type { Ctx } from '../context.ts';
import type { OpenConnection } from '../find-connection.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { creditNoteFields } from './credit-note-fields.ts';
import { enqueueWaitingEntries } from './enqueue-money-entries.ts';
import { findCreditToBook } from './find-credit-to-book.ts';
import { pushRecord } from './push-record.ts';
import { recordSynced } from './record-synced.ts';
import { refuseOtherBalance } from './refuse-other-balance.ts';

/**
 * Books a credit note in one ledger and sets it off against its invoice there. It counts as synced once both are read
 * back equal, and the invoice's amount due is ours. Does nothing while the invoice is not in that ledger: its booking
 * asks again.
 */
export async function bookCreditNote(
  ctx: Ctx,
  { connection, connector }: OpenConnection,
  creditNoteId: string,
): Promise<void> {
  const credit = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) =>
    findCreditToBook(tx, connection, await getInvoiceRow(tx, creditNoteId)),
  );
  if (credit === undefined) return;
  const { document, external, invoiceId } = credit;
  const externalId = await pushRecord(ctx, {
    connection,
    connector,
    object: 'credit_note',
    canonicalKind: 'invoice',
    canonicalId: creditNoteId,
    matchKey: document.number ?? '',
    fields: { ...creditNoteFields(document, credit.allocations), contactId: external.contactId },
    references: { customer: external.contactId, invoice: external.invoiceId },
    check: () =>
      refuseOtherBalance(
        ctx,
        { connection, connector },
        { invoiceId, creditNoteId, externalId: external.invoiceId },
      ),
  });
  await recordSynced(ctx, connection, creditNoteId, externalId, (tx) =>
    enqueueWaitingEntries(tx, ctx, invoiceId, connection),
  );
}
