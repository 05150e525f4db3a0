import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { DraftLine } from '../../core/billing/draft-line.ts';
import { uneditedNotes } from '../../core/billing/edits/edit-content.ts';
import { editDocument, uneditedOf } from '../../core/billing/edits/edit-document.ts';
import {
  documentPointer,
  type InvoiceEdits,
  type SourceValues,
} from '../../core/billing/edits/invoice-edits.ts';
import { sourceValues } from '../../core/billing/edits/source-values.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { computeDraft, computeUnedited } from './compute-draft.ts';
import { loadDealSource } from './load-deal-source.ts';
import type { DealRow } from './lock-deal.ts';
import { suppliedAsOf } from './supplied-as-of.ts';
import { writeContent } from './write-content.ts';

/** What an invoice can be edited against. */
export type EditBase = {
  /** What its source says of the fields that can be edited. */
  sources: SourceValues;
  /** The keys of the lines that can be edited, of the deal or added by hand, by their position on the invoice. */
  keys: ReadonlyMap<number, string>;
  /** Whether lines can be edited, added and left out. */
  hasLines: boolean;
  /** The lines of the deal before anybody edits them, by their keys: also those that are left out. */
  dealLines: ReadonlyMap<string, DraftLine>;
  /** Writes its content with edits. */
  write: (ctx: Ctx, edits: InvoiceEdits) => Promise<void>;
};

/** Of an invoice of a deal the lines can be edited as well; what a contract bills is changed in the contract. */
export async function loadEditBase(
  tx: Tx,
  invoice: InvoiceRow,
  deal: DealRow | undefined,
): Promise<EditBase> {
  return deal === undefined ? documentBase(tx, invoice) : dealBase(tx, invoice, deal);
}

async function dealBase(tx: Tx, invoice: InvoiceRow, deal: DealRow): Promise<EditBase> {
  const source = await loadDealSource(tx, deal.id);
  const notes = uneditedNotes(invoice);
  const draftedAt = suppliedAsOf(invoice);
  const { inputs, sources, unedited } = await computeUnedited(tx, deal, source, draftedAt, invoice);
  // It is about to be made anew or given up, since its deal changed; there is nothing left to edit.
  if (!deal.isWon || inputs.entity.id !== invoice.entityId || inputs.input.currency !== invoice.currency) {
    throw new AppError('invoice.revision_conflict', { detail: 'The deal changed, and its invoice follows.' });
  }
  return {
    sources,
    keys: await loadLineKeys(tx, invoice.id),
    hasLines: true,
    dealLines: new Map(unedited.lines.map(({ line }) => [line.source.externalId, line])),
    write: async (ctx, edits) => {
      const {
        inputs: { customerId },
        sourceHash,
        ...edited
      } = await computeDraft(tx, deal, source, draftedAt, { edits, notes });
      await writeContent(tx, ctx, { invoice, customerId, edited, sourceHash, editor: ctx.actor });
    },
  };
}

async function documentBase(tx: Tx, invoice: InvoiceRow): Promise<EditBase> {
  const unedited = uneditedOf(invoice, invoice.edits);
  const { [documentPointer('terms')]: terms = null, ...others } = sourceValues(unedited);
  return {
    // A credit note asks for no money, so it has no terms of its own.
    sources: invoice.type === 'credit_note' ? others : { ...others, [documentPointer('terms')]: terms },
    keys: new Map(),
    hasLines: false,
    dealLines: new Map(),
    write: async (ctx, edits) => {
      await tx
        .update(invoices)
        .set({ ...editDocument(unedited, edits), edits, lastEditedBy: ctx.actor })
        .where(eq(invoices.id, invoice.id));
    },
  };
}

async function loadLineKeys(tx: Tx, invoiceId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await tx
    .select({ position: invoiceLines.position, source: invoiceLines.source })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId));
  return new Map(
    rows.flatMap(({ position, source }) =>
      source?.kind === 'deal_line' || source?.kind === 'added_line'
        ? [[position, source.externalId] as const]
        : [],
    ),
  );
}
