import { asc, eq, or } from 'drizzle-orm';
import type { DocumentStatus } from '../../core/invoice/document.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';

/** Another document that a credit ties to this one; its number is null while it is a draft. */
export type CreditLink = { id: string; number: string | null; status: DocumentStatus; total: string };

/** What an invoice is tied to: the invoice that it credits, and the credit notes of it, oldest first. */
export type CreditLinks = { credits: CreditLink | null; creditNotes: CreditLink[] };

/** Reads both ways of a credit: from the credit note to its invoice and back. Discarded drafts are left out. */
export async function loadCreditLinks(tx: Tx, invoiceId: string): Promise<CreditLinks> {
  const [own] = await tx
    .select({ creditsInvoiceId: invoices.creditsInvoiceId })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  const credited = own?.creditsInvoiceId ?? null;
  const rows = await tx
    .select({
      id: invoices.id,
      number: invoices.number,
      status: invoices.documentStatus,
      payableMinor: invoices.payableMinor,
      currency: invoices.currency,
    })
    .from(invoices)
    .where(
      or(eq(invoices.creditsInvoiceId, invoiceId), credited === null ? undefined : eq(invoices.id, credited)),
    )
    .orderBy(asc(invoices.id));
  const links = rows
    .filter(({ status }) => status !== 'discarded')
    .map(({ payableMinor, currency, ...link }) => ({
      ...link,
      total: moneyToText(money(payableMinor, currencyOf(currency))),
    }));
  return {
    credits: links.find(({ id }) => id === credited) ?? null,
    creditNotes: links.filter(({ id }) => id !== credited),
  };
}
