import { and, desc, eq, ne } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import type { InvoiceEffect, InvoiceSide } from '../../../core/mapping/runs/invoice-effect.ts';
import { validateInvoice } from '../../../core/validation/validate-invoice.ts';
import type { Tx } from '../../../db/open-database.ts';
import { deals, invoiceLines, invoices } from '../../../db/schema/index.ts';
import { loadValidationFacts } from '../../approve/load-validation-facts.ts';
import { routeByRules } from '../../approve/route-by-rules.ts';
import { computeDraft } from '../../bill/compute-draft.ts';
import { createDraft } from '../../bill/create-draft.ts';
import { loadDealSource } from '../../bill/load-deal-source.ts';
import type { Ctx } from '../../context.ts';
import { getInvoiceRow } from '../../get-invoice-row.ts';
import { loadDocument } from '../../load-document.ts';

/**
 * What the invoice of a deal would be as everything stands in this transaction, computed, checked and routed by the
 * code that does it in earnest. It stores a draft on the way: the caller rolls back.
 */
export async function priceDeal(tx: Tx, ctx: Ctx, dealId: string): Promise<InvoiceSide> {
  const [deal] = await tx.select().from(deals).where(eq(deals.id, dealId));
  if (deal === undefined || !deal.isWon) return { outcome: 'none' };
  const standing = await findInvoice(tx, dealId);
  const computed = await tryCompute(tx, ctx, deal, standing?.createdAt);
  if (computed instanceof AppError) {
    return { outcome: 'refused', code: computed.code, detail: computed.detail };
  }
  const { inputs, content, sourceHash } = computed;
  // What a line comes from is billed once: the invoice that there is makes room, until all of this is rolled back.
  if (standing !== undefined) {
    await tx.update(invoiceLines).set({ isLive: false }).where(eq(invoiceLines.invoiceId, standing.id));
  }
  const invoiceId = await createDraft(tx, ctx, {
    entityId: inputs.entity.id,
    customerId: inputs.customerId,
    currency: inputs.input.currency,
    content,
    sourceHash,
    // Not the deal's own, which has room for one only.
    dealId: null,
    contractId: null,
    billedOn: null,
  });
  const [invoice, document] = [await getInvoiceRow(tx, invoiceId), await loadDocument(tx, invoiceId)];
  const findings = validateInvoice(document, await loadValidationFacts(tx, invoice));
  const { route } = await routeByRules(tx, ctx, invoice, document, {
    // It was just made from the customer as it is.
    hasBuyerMismatch: false,
  });
  return {
    outcome: 'invoice',
    currency: document.currency,
    payable: document.totals.payable,
    route: route.outcome,
    why: route.why,
    findings: findings.filter(({ level }) => level === 'error').map(({ code }) => code),
  };
}

/** The deal's living invoice; null when it has none. */
export async function findInvoiceOfDeal(tx: Tx, dealId: string): Promise<InvoiceEffect['invoice']> {
  const invoice = await findInvoice(tx, dealId);
  return invoice === undefined ? null : { id: invoice.id, number: invoice.number };
}

async function findInvoice(tx: Tx, dealId: string) {
  const [row] = await tx
    .select({ id: invoices.id, number: invoices.number, createdAt: invoices.createdAt })
    .from(invoices)
    .where(
      and(
        eq(invoices.dealId, dealId),
        ne(invoices.documentStatus, 'discarded'),
        ne(invoices.documentStatus, 'voided'),
      ),
    )
    .orderBy(desc(invoices.id))
    .limit(1);
  return row;
}

async function tryCompute(tx: Tx, ctx: Ctx, deal: typeof deals.$inferSelect, draftedAt: Date | undefined) {
  try {
    return await computeDraft(tx, deal, await loadDealSource(tx, deal.id), draftedAt ?? ctx.deps.clock.now());
  } catch (cause) {
    if (cause instanceof AppError) return cause;
    throw cause;
  }
}
