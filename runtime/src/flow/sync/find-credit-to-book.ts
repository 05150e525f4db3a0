import { and, eq, or } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, syncLinks } from '../../db/schema/index.ts';
import type { ConnectionRow } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import type { LedgerAllocation } from './credit-note-fields.ts';

/** A credit note with the ids of what it points to in a ledger. */
export type CreditToBook = {
  document: InvoiceDocument;
  invoiceId: string;
  /** The ids that the invoice and its customer have in the ledger. */
  external: { invoiceId: string; contactId: string };
  allocations: LedgerAllocation[];
};

/** Reads what a ledger is to hold of a credit note; undefined while its invoice is not in that ledger yet. */
export async function findCreditToBook(
  tx: Tx,
  connection: ConnectionRow,
  creditNote: InvoiceRow,
): Promise<CreditToBook | undefined> {
  const invoiceId = creditNote.creditsInvoiceId;
  assert(invoiceId !== null, 'a credit note names what it credits');
  const document = await loadDocument(tx, creditNote.id);
  const links = await tx
    .select({ object: syncLinks.object, externalId: syncLinks.externalId })
    .from(syncLinks)
    .where(
      and(
        eq(syncLinks.connectionId, connection.id),
        or(
          and(eq(syncLinks.object, 'invoice'), eq(syncLinks.canonicalId, invoiceId)),
          and(eq(syncLinks.object, 'contact'), eq(syncLinks.canonicalId, document.customerId)),
        ),
      ),
    );
  const idOf = (wanted: string) => links.find(({ object }) => object === wanted)?.externalId;
  const ledgerInvoiceId = idOf('invoice');
  if (ledgerInvoiceId === undefined) return undefined;
  const contactId = idOf('contact');
  assert(contactId !== undefined, 'the contact is in a ledger before its invoice is');
  const applied = await tx
    .select({ amountMinor: allocations.amountMinor })
    .from(allocations)
    .where(
      and(
        eq(allocations.creditNoteId, creditNote.id),
        // What a person applied to other invoices later is not booked there.
        eq(allocations.invoiceId, invoiceId),
        eq(allocations.isByHand, false),
      ),
    );
  const currency = currencyOf(creditNote.currency);
  return {
    document,
    invoiceId,
    external: { invoiceId: ledgerInvoiceId, contactId },
    allocations: applied.map(({ amountMinor }) => ({
      invoiceId: ledgerInvoiceId,
      amount: moneyToText(money(amountMinor, currency)),
    })),
  };
}
