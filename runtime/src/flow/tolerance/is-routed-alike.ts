import { AppError } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { stableJson } from '../../core/stable-json.ts';
import { BUYER_DIFFERS } from '../../core/validation/rules/buyer-as-on-record.ts';
import { validateInvoice } from '../../core/validation/validate-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import type { approvalRequests } from '../../db/schema/index.ts';
import { loadValidationFacts } from '../approve/load-validation-facts.ts';
import { routeByRules } from '../approve/route-by-rules.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadTemplate } from '../load-template.ts';

type Routed = {
  invoice: InvoiceRow;
  document: InvoiceDocument;
  request: typeof approvalRequests.$inferSelect;
};

/**
 * Whether a changed content would pass its submission as the one before did: no error, the same rule set, the same rules
 * that match, and a document that can be drawn. A small change that crosses the limit of a rule asks whom that rule asks.
 */
export async function isRoutedAlike(
  tx: Tx,
  ctx: Ctx,
  { invoice, document, request }: Routed,
): Promise<boolean> {
  const findings = validateInvoice(document, await loadValidationFacts(tx, invoice));
  if (findings.some(({ level }) => level === 'error')) return false;
  const hasBuyerMismatch = findings.some(({ code }) => code === BUYER_DIFFERS);
  const { route, ruleSet } = await routeByRules(tx, ctx, invoice, document, { hasBuyerMismatch });
  if ((ruleSet?.id ?? null) !== request.ruleSetId || route.outcome !== 'needs_approval') return false;
  const was = rulesOf(request.explanation['matched']);
  const is = rulesOf(route.matched);
  return stableJson(was) === stableJson(is) && (await isPrintable(tx, ctx, invoice, document));
}

/** The ids of the rules that matched, as an explanation holds them. */
const rulesOf = (matched: unknown): string[] =>
  Array.isArray(matched) ? matched.map((match) => String(match?.ruleId)).sort() : [];

/** Drawn inside the transaction, which costs milliseconds: the number of a document that cannot be drawn is lost. */
async function isPrintable(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  document: InvoiceDocument,
): Promise<boolean> {
  try {
    await ctx.deps.renderer.renderPdf({ document, template: await loadTemplate(tx, invoice) });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'render.refused') return false;
    throw error;
  }
}
