import { and, eq, isNull } from 'drizzle-orm';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { validateInvoice } from '../../core/validation/validate-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import { submissionRefusals } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { loadValidationFacts } from './load-validation-facts.ts';

/**
 * Keeps that the submission of a draft was refused, for whoever looks after it: until it is submitted, discarded or
 * edited so that nothing is found. The same findings again write nothing, and other ones do not make it younger.
 */
export async function keepRefusal(tx: Tx, ctx: Ctx, invoiceId: string, findings: Finding[]): Promise<void> {
  const open = await findOpen(tx, invoiceId);
  if (open !== undefined && stableJson(open.findings) === stableJson(findings)) return;
  const refusal = {
    findings,
    refusedBy: ctx.actor,
    refusedAt: open?.refusedAt ?? ctx.deps.clock.now(),
    resolvedAt: null,
  };
  await tx
    .insert(submissionRefusals)
    .values({ organizationId: ctx.organizationId, invoiceId, ...refusal })
    .onConflictDoUpdate({
      target: [submissionRefusals.organizationId, submissionRefusals.invoiceId],
      set: refusal,
    });
  await recordAudit(tx, ctx, {
    action: 'invoice.refuse_submission',
    objectKind: 'invoice',
    objectId: invoiceId,
    after: { findings: findings.map(({ code, pointer, level }) => ({ code, pointer, level })) },
  });
}

/** Looks again at a draft that was edited after a refusal: what is right by now is no exception any more. */
export async function recheckRefusal(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  document: InvoiceDocument,
): Promise<void> {
  if ((await findOpen(tx, invoice.id)) === undefined) return;
  const found = validateInvoice(document, await loadValidationFacts(tx, invoice));
  const findings = found.filter(({ level }) => level !== 'info');
  if (findings.length === 0) return closeRefusal(tx, ctx, invoice.id);
  await tx.update(submissionRefusals).set({ findings }).where(eq(submissionRefusals.invoiceId, invoice.id));
}

/** The draft is one no more, or right by now. */
export async function closeRefusal(tx: Tx, ctx: Ctx, invoiceId: string): Promise<void> {
  await tx
    .update(submissionRefusals)
    .set({ resolvedAt: ctx.deps.clock.now() })
    .where(and(eq(submissionRefusals.invoiceId, invoiceId), isNull(submissionRefusals.resolvedAt)));
}

async function findOpen(tx: Tx, invoiceId: string) {
  const [open] = await tx
    .select()
    .from(submissionRefusals)
    .where(and(eq(submissionRefusals.invoiceId, invoiceId), isNull(submissionRefusals.resolvedAt)));
  return open;
}
