import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import type { InvoiceRoute } from '../../core/rules/route-invoice.ts';
import { type ExplainedRule, explainRules } from '../../core/rules/simulate/explain-rules.ts';
import type { Ctx } from '../context.ts';
import { getRulesVersion, type RulesVersionRow } from './get-rules-version.ts';
import { loadSimulatedInvoice } from './load-simulated-invoices.ts';

/** How a version routes one invoice, and what the invoice is called. */
export type ExplainedInvoice = {
  version: RulesVersionRow;
  invoice: { id: string; number: string | null; customer: string; currency: string };
  route: InvoiceRoute;
  rules: ExplainedRule[];
};

/**
 * What each rule of a version, or of what is typed for it and not stored yet, makes of an invoice of its legal entity, with
 * the actual values. Nothing is routed. Throws `rules.not_found`, `rules.definition_invalid` and `invoice.not_found`.
 */
export async function explainInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string; invoiceId: string; definition?: JsonObject };
}): Promise<ExplainedInvoice> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersion(tx, ctx, input.versionId);
    const { facts, invoiceId, number, customer } = await loadSimulatedInvoice(tx, input.invoiceId);
    if (facts.entityId !== version.entityId) throw new AppError('invoice.not_found');
    const compiled = compileRuleSet(input.definition ?? version.definition);
    if (!compiled.ok)
      throw new AppError('rules.definition_invalid', { detail: compiled.reason, errors: compiled.errors });
    const invoice = { id: invoiceId, number, customer, currency: facts.currency };
    return { version, invoice, ...explainRules(compiled.value, facts) };
  });
}
