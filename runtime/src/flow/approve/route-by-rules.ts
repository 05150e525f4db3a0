import { and, count, eq, ne } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import { factsToJson } from '../../core/rules/facts-to-json.ts';
import { invoiceToFacts } from '../../core/rules/invoice-to-facts.ts';
import { type InvoiceRoute, routeInvoice } from '../../core/rules/route-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, invoices, ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { findRate } from '../fx/find-rate.ts';
import { rateDay } from '../fx/freeze-rate.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

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
  const facts = invoiceToFacts(document, {
    isNewCustomer: (earlier?.count ?? 0) === 0,
    hasBuyerMismatch,
    now: ctx.deps.clock.now().toISOString(),
    base: await loadBase(tx, ctx, invoice),
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

/** The entity's currency with today's rate to it, as the issue would take it. */
async function loadBase(tx: Tx, ctx: Ctx, { entityId, currency, supplyDate }: InvoiceRow) {
  const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId));
  if (entity === undefined || entity.currency === currency) return { currency, rate: '1' };
  const on = rateDay(supplyDate, todayIn(entity.timeZone, ctx.deps.clock.now()));
  const question = { from: currency, to: entity.currency, on, ageDaysMax: entity.rateAgeDaysMax };
  const chosen = await findRate(tx, question);
  return { currency: entity.currency, rate: chosen === null ? null : decimalToText(chosen.rate) };
}
