import { eq } from 'drizzle-orm';
import type { DocumentExtras } from '../../core/invoice/document-extras.ts';
import { nameReplaced } from '../../core/invoice/name-replaced.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../../db/schema/index.ts';
import { loadDealSource } from '../bill/load-deal-source.ts';
import { resolveAuthor } from '../bill/resolve-author.ts';
import { storeDrafts } from '../bill/store-drafts.ts';
import { suppliedAsOf } from '../bill/supplied-as-of.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { ReissueSource } from './lock-source.ts';

/** Stores the content of a voided invoice as a new draft in its place, without what its issue added. Returns its row. */
export async function copyToDraft(
  tx: Tx,
  ctx: Ctx,
  voided: InvoiceRow,
  source: ReissueSource,
): Promise<InvoiceRow> {
  const [lines, taxRows, author] = await Promise.all([
    tx
      .select()
      .from(invoiceLines)
      .where(eq(invoiceLines.invoiceId, voided.id))
      .orderBy(invoiceLines.position),
    tx.select().from(invoiceTaxRows).where(eq(invoiceTaxRows.invoiceId, voided.id)),
    authorOf(tx, ctx, source),
  ]);
  const id = ctx.deps.ids.next('invoice');
  const row: InvoiceRow = {
    ...voided,
    id,
    documentStatus: 'draft',
    ...{ seriesId: null, number: null, issueDate: null, dueDate: null, templateId: null },
    ...{ submittedAt: null, approvedAt: null, issuedAt: null },
    extras: nameReplaced(withoutIssue(voided.extras), voided, voided),
    replacesInvoiceId: voided.id,
    suppliedAsOf: suppliedAsOf(voided),
    revision: 1,
    createdBy: author,
    lastEditedBy: author,
    createdAt: ctx.deps.clock.now(),
  };
  const parts = {
    lines: lines.map(({ isLive: _isLive, ...line }) => ({ ...line, invoiceId: id })),
    taxRows: taxRows.map(({ extras: { taxInTaxCurrency: _tax, ...extras }, ...taxRow }) => ({
      ...taxRow,
      extras,
      invoiceId: id,
    })),
  };
  const data = { totalMinor: String(voided.payableMinor), currency: voided.currency };
  await storeDrafts(tx, { ...ctx, actor: author }, [{ row, parts, data }]);
  return row;
}

/** The rate and the tax in the tax currency are frozen by an issue, and the invoice that this one replaced is not the last. */
function withoutIssue({
  exchangeRate: _rate,
  taxInTaxCurrency: _tax,
  precedingInvoices = [],
  ...extras
}: DocumentExtras): DocumentExtras {
  const others = precedingInvoices.filter(({ isReplaced = false }) => !isReplaced);
  return others.length === 0 ? extras : { ...extras, precedingInvoices: others };
}

async function authorOf(tx: Tx, ctx: Ctx, source: ReissueSource): Promise<Ctx['actor']> {
  if (source.kind === 'contracts') return ctx.actor;
  return resolveAuthor(tx, ctx, source.deal.body, await loadDealSource(tx, source.deal.id));
}
