import { desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { DocumentExtras } from '../../core/invoice/document-extras.ts';
import { dueDate, parseTerms } from '../../core/invoice/terms.ts';
import { toJson } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, entities } from '../../db/schema/index.ts';
import { isSourceCurrent } from '../bill/is-source-current.ts';
import { authorise, type Ctx } from '../context.ts';
import { followIssue } from '../contracts/follow-issue.ts';
import { applyCredit } from '../credit/apply-credit.ts';
import { freezeRate } from '../fx/freeze-rate.ts';
import { getInvoiceForUpdate, getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { loadTemplate } from '../load-template.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { takeNumber } from './take-number.ts';

/** The number of an issued invoice, and whether this call gave it. */
export type IssuedInvoice = { number: string; isNew: boolean };

/**
 * Issues an approved invoice: number, dates, parties, amounts and template are frozen in one transaction.
 * The document is rendered by the next job, outside the counter's lock. A second call returns the same number.
 * Throws `invoice.content_changed` when the content is not what was approved, and `invoice.rate_missing` when it is in
 * another currency and no exchange rate is known.
 */
export async function issueInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<IssuedInvoice> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await lockWithCredited(tx, input.invoiceId);
    authorise(ctx, 'issue', invoice.entityId);
    if (invoice.number !== null) return { number: invoice.number, isNew: false };
    await refuseUnapprovedContent(tx, invoice);
    await refuseOutdatedSource(tx, invoice);
    const { id: templateId } = await loadTemplate(tx, invoice);
    const entity = await entityOf(tx, invoice);
    const terms = parseTerms(invoice.termsCode);
    if (!terms.ok) throw new AppError('invoice.validation_failed', { detail: terms.reason });
    const { number, seriesId, issueDate } = await takeNumber(tx, {
      organizationId: ctx.organizationId,
      entityId: invoice.entityId,
      customerId: invoice.customerId,
      documentType: invoice.type,
      readDate: () => todayIn(entity.timeZone, ctx.deps.clock.now()),
    });
    // Nothing of a credit note falls due.
    const dueOn =
      invoice.type === 'credit_note'
        ? issueDate
        : (lastInstalment(invoice) ?? dueDate(terms.value, issueDate, invoice.extras.closingDate));
    const extras = await freezeRate(tx, ctx, { invoice, entity, issueDate });
    await transitionInvoice(tx, ctx, {
      invoice,
      event: 'issue',
      set: {
        number,
        extras,
        seriesId,
        issueDate,
        dueDate: dueOn,
        issuedAt: ctx.deps.clock.now(),
        templateId,
      },
      data: {
        number,
        issueDate,
        dueDate: dueOn,
        contentHash: invoice.contentHash,
        ...(extras.exchangeRate === undefined ? {} : { exchangeRate: toJson(extras.exchangeRate) }),
      },
    });
    if (invoice.type === 'credit_note') await applyCredit(tx, ctx, invoice, number);
    else if (entity.isAutoApply) await handToAccount(tx, ctx, invoice.id);
    await followIssue(tx, ctx, invoice);
    await ctx.deps.jobs.enqueue(tx, [
      {
        stage: 'render',
        key: invoice.id,
        payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
      },
    ]);
    return { number, isNew: true };
  });
}

/** The invoice that a credit note is taken off is locked before the note, as refunds and transfers lock the two. */
async function lockWithCredited(tx: Tx, invoiceId: string): Promise<InvoiceRow> {
  const { creditsInvoiceId } = await getInvoiceRow(tx, invoiceId);
  if (creditsInvoiceId !== null) await getInvoiceForUpdate(tx, creditsInvoiceId);
  return getInvoiceForUpdate(tx, invoiceId);
}

/** A job of its own, since whatever takes money off an account locks what holds it before it locks invoices. */
const handToAccount = (tx: Tx, { organizationId, requestId, deps }: Ctx, invoiceId: string): Promise<void> =>
  deps.jobs.enqueue(tx, [
    { stage: 'apply_account', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);

/** No path to `issued` lacks an approval of exactly this content. */
async function refuseUnapprovedContent(tx: Tx, invoice: InvoiceRow): Promise<void> {
  if (invoice.documentStatus !== 'approved') return;
  const [decision] = await tx
    .select({ decision: approvalDecisions.decision, contentHash: approvalDecisions.contentHash })
    .from(approvalDecisions)
    .where(eq(approvalDecisions.invoiceId, invoice.id))
    .orderBy(desc(approvalDecisions.decidedAt), desc(approvalDecisions.id))
    .limit(1);
  const hash = contentHash(await loadDocument(tx, invoice.id));
  if (decision?.decision !== 'approved' || decision.contentHash !== hash)
    throw new AppError('invoice.content_changed');
}

/** A deal that was lost or changed since is drafted anew; its old content is not billed in the meantime. */
async function refuseOutdatedSource(tx: Tx, invoice: InvoiceRow): Promise<void> {
  if (invoice.documentStatus !== 'approved' || (await isSourceCurrent(tx, invoice))) return;
  throw new AppError('invoice.content_changed', {
    detail: 'The deal is not what this invoice was made from any more.',
  });
}

async function entityOf(tx: Tx, invoice: InvoiceRow): Promise<typeof entities.$inferSelect> {
  const [entity] = await tx.select().from(entities).where(eq(entities.id, invoice.entityId));
  assert(entity !== undefined, 'an invoice is of an entity');
  return entity;
}

/** Instalments have due dates of their own: the document is due with the last of them (BT-9). */
const lastInstalment = ({ extras }: { extras: DocumentExtras }): string | undefined =>
  extras.instalments
    ?.map((instalment) => instalment.dueDate)
    .toSorted()
    .at(-1);
