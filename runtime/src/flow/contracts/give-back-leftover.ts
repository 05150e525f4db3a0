import type { DifferenceLine } from '../../core/billing/difference/difference-line.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import { leftoverNote } from '../../core/billing/leftover/leftover-note.ts';
import { placeCredits } from '../../core/billing/leftover/place-credits.ts';
import type { Tx } from '../../db/open-database.ts';
import { discardDraft } from '../bill/discard-draft.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadBilledInvoices } from './load-billed-invoices.ts';
import type { ContractTerms } from './load-terms.ts';
import type { Reconciled } from './reconcile-drafts.ts';
import { writeDraft } from './write-draft.ts';

/** Credit that no invoice will set off any more, empty while the contract goes on. */
export type GiveBackInput = {
  contractId: string;
  terms: ContractTerms;
  credits: readonly DifferenceLine[];
  /** The contract's own credit notes that are not issued, locked. */
  open: readonly InvoiceRow[];
};

/**
 * Brings the credit notes of a contract that ended to what it still owes: one for each invoice that billed it, as a draft
 * that goes the way of every document. What fits no invoice is returned in minor units and is somebody's decision. While
 * the contract goes on, its open credit notes are discarded: the next invoice sets the credit off.
 */
export async function giveBackLeftover(
  tx: Tx,
  ctx: Ctx,
  input: GiveBackInput,
): Promise<Reconciled & { unplacedMinor: bigint }> {
  const { contractId, terms, credits, open } = input;
  const { currency, entity } = terms;
  const renewed = new Set(open.map(({ id }) => id));
  const billed = await loadBilledInvoices(tx, contractId, { credits, renewed });
  const { notes, unplacedMinor } = placeCredits(credits, billed, currency);
  const done: Reconciled = { created: [], regenerated: [], unchanged: [], discarded: [], waiting: [] };
  for (const draft of open) {
    if (notes.some(({ billed: { document } }) => document.id === draft.creditsInvoiceId)) continue;
    await discardDraft(tx, ctx, draft, 'The contract does not owe it any more.');
    done.discarded.push(draft.id);
  }
  for (const note of notes) {
    const { document } = note.billed;
    const draft = open.find(({ creditsInvoiceId }) => creditsInvoiceId === document.id);
    const made = leftoverNote({ contractId, ...note, currency, mode: entity.rounding });
    const { entityId, customerId } = document;
    const place = { entityId, customerId, currency, content: made.content };
    const { became, id } = await writeDraft(tx, ctx, {
      ...place,
      draft,
      contractId,
      billedOn: made.billedOn,
      creditsInvoiceId: document.id,
      notes: made.notes,
      sourceHash: draftHash(place),
    });
    done[became].push(id);
  }
  return { ...done, unplacedMinor };
}
