import { and, asc, eq, inArray } from 'drizzle-orm';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import type { PrecedingInvoice } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';

/** By the place of an invoice among those to come: what a final invoice names, null while an earlier one is a draft. */
export type PrecedingOf = (place: number) => readonly PrecedingInvoice[] | null;

/**
 * The issued invoices of a contract that a final invoice names (BG-3), in the order of their issue. They are asked for only
 * where one of the invoices to come is a final one; of these only the first has none of them before it.
 */
export async function loadPreceding(
  tx: Tx,
  contractId: string,
  groups: readonly Pick<InvoiceGroup, 'type'>[],
): Promise<PrecedingOf> {
  const issued = groups.some(({ type }) => type === 'final') ? await loadIssued(tx, contractId) : [];
  return (place) => (place === 0 ? issued : null);
}

async function loadIssued(tx: Tx, contractId: string): Promise<PrecedingInvoice[]> {
  const rows = await tx
    .select({ number: invoices.number, issueDate: invoices.issueDate })
    .from(invoices)
    .where(
      and(
        eq(invoices.contractId, contractId),
        eq(invoices.documentStatus, 'issued'),
        inArray(invoices.type, ['invoice', 'deposit', 'final']),
      ),
    )
    .orderBy(asc(invoices.issueDate), asc(invoices.issuedAt), asc(invoices.number));
  return rows.flatMap(({ number, issueDate }) =>
    number === null ? [] : [{ number, ...(issueDate === null ? {} : { issueDate }) }],
  );
}
