import { and, count, eq, ne } from 'drizzle-orm';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { invoiceToFacts, type RuleFactExtras } from '../../core/rules/invoice-to-facts.ts';
import type { RuleFacts } from '../../core/rules/rule-facts.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { openBaseRates } from '../fx/base-rates.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadDefaultTerms } from '../rules/load-default-terms.ts';
import { loadLineCosts } from '../rules/load-line-costs.ts';

/** What is judged: a document that is submitted, or a command on one. */
export type Judged = Pick<RuleFactExtras, 'hasBuyerMismatch' | 'command'> & {
  invoice: InvoiceRow;
  document: InvoiceDocument;
};

/** The facts that rules judge by, as they are now. */
export async function loadRouteFacts(
  tx: Tx,
  ctx: Ctx,
  { invoice, document, ...extras }: Judged,
): Promise<RuleFacts> {
  const [earlier] = await tx
    .select({ count: count() })
    .from(invoices)
    .where(
      and(
        eq(invoices.customerId, invoice.customerId),
        ne(invoices.id, invoice.id),
        eq(invoices.documentStatus, 'issued'),
      ),
    );
  const now = ctx.deps.clock.now();
  const baseOf = await openBaseRates(tx, invoice.entityId);
  return invoiceToFacts(document, {
    ...extras,
    isNewCustomer: (earlier?.count ?? 0) === 0,
    now: now.toISOString(),
    costs: await loadLineCosts(tx, invoice),
    base: await baseOf(invoice, now),
    defaultTerms: await loadDefaultTerms(tx, invoice.entityId),
  });
}
