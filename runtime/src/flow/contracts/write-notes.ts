import { eq } from 'drizzle-orm';
import { draftHash } from '../../core/billing/draft-hash.ts';
import { editAnew } from '../../core/billing/edits/edit-content.ts';
import { leftoverNote } from '../../core/billing/leftover/leftover-note.ts';
import type { PlacedCredits } from '../../core/billing/leftover/place-credits.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { createDraft } from '../bill/create-draft.ts';
import { regenerateDraft } from '../bill/regenerate-draft.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { DraftHome } from './draft-home.ts';
import type { ContractTerms } from './load-terms.ts';

/** Credit notes as they should be, and the drafts of them that are open. */
export type WriteNotesInput = Pick<PlacedCredits, 'notes'> & {
  home: DraftHome;
  terms: ContractTerms;
  open: readonly InvoiceRow[];
};

/** What became of the drafts; ids of invoices. */
export type WrittenNotes = { created: string[]; regenerated: string[]; unchanged: string[] };

/** Writes a credit note for each invoice that gives something back; one that is the same already keeps its approval. */
export async function writeNotes(
  tx: Tx,
  ctx: Ctx,
  { home, terms, notes, open }: WriteNotesInput,
): Promise<WrittenNotes> {
  const written: WrittenNotes = { created: [], regenerated: [], unchanged: [] };
  const { currency, entity } = terms;
  for (const note of notes) {
    const { id: creditsInvoiceId, entityId, customerId } = note.billed.document;
    const made = leftoverNote({ ...note, currency, mode: entity.rounding });
    const { content, billedOn } = made;
    const place = { entityId, customerId, currency, content };
    const computed = { ...place, sourceHash: draftHash(place) };
    const draft = open.find((one) => one.creditsInvoiceId === creditsInvoiceId);
    if (draft === undefined) {
      const origin = { ...home, dealId: null, billedOn, creditsInvoiceId, notes: made.notes };
      written.created.push(await createDraft(tx, ctx, { ...computed, ...origin }));
    } else if (draft.sourceHash === computed.sourceHash) {
      written.unchanged.push(draft.id);
    } else {
      const edited = editAnew(content, draft);
      await regenerateDraft(tx, ctx, { invoice: draft, ...computed, edited, editor: ctx.actor });
      await tx.update(invoices).set({ billedOn }).where(eq(invoices.id, draft.id));
      written.regenerated.push(draft.id);
    }
  }
  return written;
}
