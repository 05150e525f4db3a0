import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { factsToJson } from '../../core/rules/facts-to-json.ts';
import { type InvoiceRoute, routeInvoice } from '../../core/rules/route-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { findPublishedRules } from '../rules/find-published-rules.ts';
import { loadRouteFacts } from './load-route-facts.ts';

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
  const facts = await loadRouteFacts(tx, ctx, { invoice, document, hasBuyerMismatch });
  const published = await findPublishedRules(tx, invoice.entityId);
  const ruleSet = published === undefined ? null : { id: published.id, version: published.version };
  const route = routeInvoice(published?.compiled, facts);
  return { route, facts: factsToJson(facts), ruleSet };
}
