import { and, count, eq, ne } from 'drizzle-orm';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import { factsToJson } from '../../core/rules/facts-to-json.ts';
import { invoiceToFacts } from '../../core/rules/invoice-to-facts.ts';
import { type InvoiceRoute, routeInvoice } from '../../core/rules/route-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices, ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { openBaseRates } from '../fx/base-rates.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadDefaultTerms } from '../rules/load-default-terms.ts';
import { loadLineCosts } from '../rules/load-line-costs.ts';

/** A routed invoice with everything that explains why: the rule set version and the facts it saw. */
export type RoutedInvoice = {
  route: InvoiceRoute;
  facts: JsonObject;
  ruleSet: { id: string; version: number } | null;
};

/** Routes by the entity's published rule set. No set, or one that does not compile, goes to a person. */
export async function routeByRules(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  document: InvoiceDocument,
  { hasBuyerMismatch }: { hasBuyerMismatch: boolean },
): Promise<RoutedInvoice> {
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
  const facts = invoiceToFacts(document, {
    isNewCustomer: (earlier?.count ?? 0) === 0,
    hasBuyerMismatch,
    now: now.toISOString(),
    costs: await loadLineCosts(tx, invoice),
    base: await baseOf(invoice, now),
    defaultTerms: await loadDefaultTerms(tx, invoice.entityId),
  });
  const [row] = await tx
    .select({ id: ruleSets.id, version: ruleSets.version, definition: ruleSets.definition })
    .from(ruleSets)
    .where(and(eq(ruleSets.entityId, invoice.entityId), eq(ruleSets.status, 'published')));
  const ruleSet = row === undefined ? null : { id: row.id, version: row.version };
  const compiled = row === undefined ? undefined : compileRuleSet(row.definition);
  const route = routeInvoice(compiled?.ok ? compiled.value : undefined, facts);
  return { route, facts: factsToJson(facts), ruleSet };
}
