import { eq } from 'drizzle-orm';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { createDraft } from '../bill/create-draft.ts';
import { regenerateDraft } from '../bill/regenerate-draft.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** A document of a contract as it should be, and the draft that becomes it; undefined for a new one. */
export type PlannedDraft = {
  draft: InvoiceRow | undefined;
  contractId: string;
  billedOn: string;
  entityId: string;
  customerId: string;
  currency: string;
  content: DraftContent;
  sourceHash: string;
  /** Of a credit note: what it credits, and why. */
  creditsInvoiceId?: string;
  notes?: string[];
};

/** What became of a draft: its id, and whether anything of it was written. */
export type WrittenDraft = { became: 'created' | 'regenerated' | 'unchanged'; id: string };

/** Writes a planned document; one that is the same already keeps its approval. */
export async function writeDraft(
  tx: Tx,
  ctx: Ctx,
  { draft, ...planned }: PlannedDraft,
): Promise<WrittenDraft> {
  if (draft === undefined) {
    return { became: 'created', id: await createDraft(tx, ctx, { ...planned, dealId: null }) };
  }
  if (draft.sourceHash === planned.sourceHash) return { became: 'unchanged', id: draft.id };
  await regenerateDraft(tx, ctx, { invoice: draft, ...planned, editor: ctx.actor });
  await tx.update(invoices).set({ billedOn: planned.billedOn }).where(eq(invoices.id, draft.id));
  return { became: 'regenerated', id: draft.id };
}
