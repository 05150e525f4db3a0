import { AppError } from '../../core/app-error.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { BUYER_DIFFERS } from '../../core/validation/rules/buyer-as-on-record.ts';
import { validateInvoice } from '../../core/validation/validate-invoice.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { approveAutomatically } from './approve-automatically.ts';
import { loadValidationFacts } from './load-validation-facts.ts';
import { provePrintable } from './prove-printable.ts';
import { requestApproval } from './request-approval.ts';
import { routeByRules } from './route-by-rules.ts';
import { standIn } from './standing/stand-in.ts';

/** A submission. Warnings need a reason; without one they refuse the submission as errors do. */
export type SubmitInvoiceInput = { invoiceId: string; reason?: string };

/** Where a submitted invoice went. */
export type SubmittedInvoice = { outcome: 'approved' | 'needs_approval' | 'submitted_already' };

/**
 * Validates a draft and routes it by the entity's rules: to a person, for whom a standing approval may stand in, or
 * through the default row under its ceiling.
 * Throws `invoice.validation_failed` with one error per finding, or `render.refused`. A second submission changes nothing.
 */
export async function submitInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SubmitInvoiceInput;
}): Promise<SubmittedInvoice> {
  await provePrintable(ctx, input.invoiceId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'submit', invoice.entityId);
    if (invoice.documentStatus !== 'draft') return { outcome: 'submitted_already' };
    const document = await loadDocument(tx, invoice.id);
    const findings = validateInvoice(document, await loadValidationFacts(tx, invoice));
    refuseFindings(findings, input.reason);
    const hasBuyerMismatch = findings.some(({ code }) => code === BUYER_DIFFERS);
    const routed = await routeByRules(tx, ctx, invoice, document, { hasBuyerMismatch });
    const outcome = { ...routed, reason: input.reason };
    if (routed.route.outcome === 'auto_approved') {
      await approveAutomatically(tx, ctx, invoice, outcome);
      return { outcome: 'approved' };
    }
    await requestApproval(tx, ctx, invoice, outcome);
    const stood = await standIn(tx, ctx, invoice);
    return { outcome: stood === 'approved' ? 'approved' : 'needs_approval' };
  });
}

function refuseFindings(findings: readonly Finding[], reason: string | undefined): void {
  const blocking = findings.filter(
    (finding) => finding.level === 'error' || (finding.level === 'warning' && reason === undefined),
  );
  if (blocking.length === 0) return;
  throw new AppError('invoice.validation_failed', {
    detail: blocking.map((finding) => finding.text.en).join(' '),
    errors: blocking.map(toErrorDetail),
  });
}

function toErrorDetail(finding: Finding) {
  const { pointer, code, level, text } = finding;
  const isWarning = level === 'warning';
  const en = isWarning ? `${text.en} Give a reason to submit it as it is.` : text.en;
  const ja = isWarning ? `${text.ja}このまま申請する場合は理由を入力してください。` : text.ja;
  return { pointer, code, detail: en, texts: { en, ja } };
}
