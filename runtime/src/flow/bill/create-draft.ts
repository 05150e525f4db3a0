import { eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { rowsToDocument } from '../load-document.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { contentColumns } from './content-columns.ts';
import { insertLines } from './insert-lines.ts';

/** A computed draft with what it bills: a deal, or what fell due by a contract on a day. */
type CreateDraftInput = {
  entityId: string;
  customerId: string;
  currency: string;
  content: DraftContent;
  sourceHash: string;
  dealId: string | null;
  contractId: string | null;
  billedOn: string | null;
  /** The invoice that it credits, for a credit note; any other is an invoice of the content's type. */
  creditsInvoiceId?: string;
  /** Printed beneath the lines; none when absent. */
  notes?: string[];
};

/** Stores a new draft with its lines, tax rows, audit entry and event. Returns its id. */
export async function createDraft(tx: Tx, ctx: Ctx, input: CreateDraftInput): Promise<string> {
  const { content, dealId, contractId, billedOn, creditsInvoiceId, notes = [] } = input;
  const id = ctx.deps.ids.next('invoice');
  const inserting = tx
    .insert(invoices)
    .values({
      organizationId: ctx.organizationId,
      id,
      entityId: input.entityId,
      customerId: input.customerId,
      dealId,
      contractId,
      billedOn,
      type: creditsInvoiceId === undefined ? (content.type ?? 'invoice') : 'credit_note',
      creditsInvoiceId: creditsInvoiceId ?? null,
      notes,
      documentStatus: 'draft',
      currency: input.currency,
      ...contentColumns(content),
      contentHash: '',
      sourceHash: input.sourceHash,
      createdBy: ctx.actor,
      lastEditedBy: ctx.actor,
      createdAt: ctx.deps.clock.now(),
    })
    .returning()
    .execute();
  // Sent together, the invoice first, since it was started first: its lines need it.
  const [[invoice], { lines, taxRows }] = await Promise.all([inserting, insertLines(tx, ctx, id, content)]);
  assert(invoice !== undefined, 'an insert returns its row');
  // Of the rows as they were stored, as `sealContent` does it; asking for them again would be three more trips.
  const hash = contentHash(rowsToDocument(invoice, lines, taxRows));
  const total = content.totals.payable;
  const origin = contractId === null ? { dealId } : { contractId };
  const data = {
    totalMinor: String(total.amountMinor),
    currency: total.currency,
    ...(creditsInvoiceId === undefined ? origin : { creditsInvoiceId }),
  };
  await Promise.all([
    tx.update(invoices).set({ contentHash: hash }).where(eq(invoices.id, id)),
    recordAudit(tx, ctx, { action: 'invoice.create', objectKind: 'invoice', objectId: id, after: data }),
    recordEvent(tx, ctx, id, 'invoice.created', data),
  ]);
  return id;
}
