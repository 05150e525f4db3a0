import { AppError } from '../../core/app-error.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { BUYER_DIFFERS } from '../../core/validation/rules/buyer-as-on-record.ts';
import { validateInvoice } from '../../core/validation/validate-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { approveAutomatically } from './approve-automatically.ts';
import { loadValidationFacts } from './load-validation-facts.ts';
import { provePrintable } from './prove-printable.ts';
import { requestApproval } from './request-approval.ts';
import { routeByRules } from './route-by-rules.ts';
import { standIn } from './standing/stand-in.ts';
import { keepRefusal } from './submission-refusal.ts';

/** A submission. Warnings need a reason; without one they refuse the submission as errors do. */
export type SubmitInvoiceInput = { invoiceId: string; reason?: string };

/** Where a submitted invoice went. */
export type SubmittedInvoice = { outcome: 'approved' | 'needs_approval' | 'submitted_already' };

/**
 * Validates a draft and routes it by the entity's rules: to a person, for whom a standing approval may stand in, or
 * through the default row under its ceiling.
 * Throws `invoice.validation_failed` with one error per finding, which is kept as an exception, or `render.refused`. A
 * second submission changes nothing.
 */
export async function submitInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SubmitInvoiceInput;
}): Promise<SubmittedInvoice> {
  await provePrintable(ctx, input.invoiceId);
  const submitted = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    submit(tx, ctx, input),
  );
  // After the commit: that it was refused is kept for the queue of exceptions.
  if ('refusedFor' in submitted) throw refusedFor(submitted.refusedFor);
  return submitted;
}

async function submit(
  tx: Tx,
  ctx: Ctx,
  input: SubmitInvoiceInput,
): Promise<SubmittedInvoice | { refusedFor: Finding[] }> {
  const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
  authorise(ctx, 'submit', invoice.entityId);
  if (invoice.documentStatus !== 'draft') return { outcome: 'submitted_already' };
  const document = await loadDocument(tx, invoice.id);
  const findings = validateInvoice(document, await loadValidationFacts(tx, invoice));
  const blocking = blockingOf(findings, input.reason);
  if (blocking.length > 0) {
    await keepRefusal(tx, ctx, invoice.id, blocking);
    return { refusedFor: blocking };
  }
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
}

/** What stops a submission: every error, and a warning without a reason. */
const blockingOf = (findings: readonly Finding[], reason: string | undefined): Finding[] =>
  findings.filter(({ level }) => level === 'error' || (level === 'warning' && reason === undefined));

const refusedFor = (findings: readonly Finding[]): AppError =>
  new AppError('invoice.validation_failed', {
    detail: findings.map(({ text }) => text.en).join(' '),
    errors: findings.map(toErrorDetail),
  });

function toErrorDetail(finding: Finding) {
  const { pointer, code, level, text } = finding;
  const isWarning = level === 'warning';
  const en = isWarning ? `${text.en} Give a reason to submit it as it is.` : text.en;
  const ja = isWarning ? `${text.ja}このまま申請する場合は理由を入力してください。` : text.ja;
  return { pointer, code, detail: en, texts: { en, ja } };
}
