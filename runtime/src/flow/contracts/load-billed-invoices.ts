import { and, desc, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { BilledInvoice, OwedLine } from '../../core/billing/leftover/place-credits.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import { loadCharges } from '../credit/load-charges.ts';
import { loadCreditNotes } from '../credit/load-credit-notes.ts';
import { loadDocument } from '../load-document.ts';

/**
 * The issued invoices of contracts that billed what credits are for, the newest first, but for credit notes that are made
 * anew.
 */
export async function loadBilledInvoices(
  tx: Tx,
  credits: readonly OwedLine[],
  renewed: ReadonlySet<string>,
): Promise<BilledInvoice[]> {
  if (credits.length === 0) return [];
  const contractIds = new Set(credits.map(({ owner }) => owner.contractId));
  const keys = credits.map(({ key }) => key);
  const isDeposit = credits.some(({ kind }) => kind === 'deposit');
  const rows = await tx
    .selectDistinct({ id: invoices.id, issuedAt: invoices.issuedAt })
    .from(invoiceLines)
    .innerJoin(
      invoices,
      and(eq(invoices.organizationId, invoiceLines.organizationId), eq(invoices.id, invoiceLines.invoiceId)),
    )
    .where(
      and(
        isAnyOf(invoiceLines.contractId, contractIds),
        eq(invoiceLines.isLive, true),
        eq(invoices.documentStatus, 'issued'),
        isNotNull(invoices.number),
        ne(invoices.type, 'credit_note'),
        or(
          isAnyOf(invoiceLines.chargeKey, keys),
          isDeposit ? sql`${invoiceLines.charge} ->> 'kind' = 'deposit'` : undefined,
        ),
      ),
    )
    .orderBy(desc(invoices.issuedAt), desc(invoices.id));
  const billed: BilledInvoice[] = [];
  for (const { id } of rows) {
    const [document, charges, notes] = await Promise.all([
      loadDocument(tx, id),
      loadCharges(tx, id),
      loadCreditNotes(tx, id),
    ]);
    billed.push({ document, charges, earlier: notes.filter((note) => !renewed.has(note.id)) });
  }
  return billed;
}
