import { asc, eq, or } from 'drizzle-orm';
import type { DocumentStatus } from '../../core/invoice/document.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';

/** Another document that a credit ties to this one; its number is null while it is a draft. */
export type CreditLink = { id: string; number: string | null; status: DocumentStatus; total: string };

/**
 * What an invoice is tied to: the invoice that it credits, the credit notes of it, oldest first, the voided invoice that it
 * replaces, and what replaces it.
 */
export type CreditLinks = {
  credits: CreditLink | null;
  creditNotes: CreditLink[];
  replaces: CreditLink | null;
  replacedBy: CreditLink | null;
};

/** Reads both ways of a credit and of a replacement. Discarded drafts are left out. */
export async function loadCreditLinks(tx: Tx, invoiceId: string): Promise<CreditLinks> {
  const [own] = await tx
    .select({ credited: invoices.creditsInvoiceId, replaced: invoices.replacesInvoiceId })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  const { credited, replaced } = own ?? { credited: null, replaced: null };
  const rows = await tx
    .select({
      id: invoices.id,
      number: invoices.number,
      status: invoices.documentStatus,
      payableMinor: invoices.payableMinor,
      currency: invoices.currency,
      creditsId: invoices.creditsInvoiceId,
      replacesId: invoices.replacesInvoiceId,
    })
    .from(invoices)
    .where(
      or(
        eq(invoices.creditsInvoiceId, invoiceId),
        eq(invoices.replacesInvoiceId, invoiceId),
        ...[credited, replaced].flatMap((id) => (id === null ? [] : [eq(invoices.id, id)])),
      ),
    )
    .orderBy(asc(invoices.id));
  const live = rows.filter(({ status }) => status !== 'discarded');
  const find = (isWanted: (row: TiedRow) => boolean): CreditLink | null =>
    live.filter(isWanted).map(toLink)[0] ?? null;
  return {
    credits: find(({ id }) => id === credited),
    creditNotes: live.filter(({ creditsId }) => creditsId === invoiceId).map(toLink),
    replaces: find(({ id }) => id === replaced),
    replacedBy: find(({ replacesId }) => replacesId === invoiceId),
  };
}

type TiedRow = Omit<CreditLink, 'total'> & {
  payableMinor: bigint;
  currency: string;
  creditsId: string | null;
  replacesId: string | null;
};

const toLink = ({ id, number, status, payableMinor, currency }: TiedRow): CreditLink => ({
  id,
  number,
  status,
  total: moneyToText(money(payableMinor, currencyOf(currency))),
});
