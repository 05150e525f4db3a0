import type { OwnedLine } from '../../core/billing/contract-to-draft.ts';
import { placeCredits } from '../../core/billing/leftover/place-credits.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { discardLeftOver } from './discard-left-over.ts';
import { type DraftHome, homeKey } from './draft-home.ts';
import { loadBilledInvoices } from './load-billed-invoices.ts';
import type { ContractTerms } from './load-terms.ts';
import type { Reconciled } from './reconcile-drafts.ts';
import { submitDrafts } from './submit-drafts.ts';
import { type WrittenNotes, writeNotes } from './write-notes.ts';

/** Credit that no invoice of a contract, or of those that are billed together, will set off any more. */
export type Leftover = { home: DraftHome; terms: ContractTerms; credits: readonly OwnedLine[] };

/** What is owed, and what there is. */
export type GiveBackInput = {
  leftovers: readonly Leftover[];
  /** The open credit notes of the same contracts, locked. */
  open: readonly InvoiceRow[];
  /** The contracts that are billed now. */
  contractIds: readonly string[];
};

/** What became of the notes, and what of the credit fits no invoice: somebody decides. */
export type GivenBack = Omit<Reconciled, 'waiting'> & {
  unplaced: { contractId: string; amountMinor: bigint }[];
};

/**
 * Brings the credit notes of contracts that ended to what these still owe: one for each invoice that billed it, as a draft
 * that goes the way of every document. Where a contract goes on, its open notes are discarded: the next invoice sets the
 * credit off. Running it twice changes nothing twice.
 */
export async function giveBackLeftover(
  tx: Tx,
  ctx: Ctx,
  { leftovers, open, contractIds }: GiveBackInput,
): Promise<GivenBack> {
  const done: GivenBack = { created: [], regenerated: [], unchanged: [], discarded: [], unplaced: [] };
  const discard = async (drafts: readonly InvoiceRow[]): Promise<void> => {
    const reason = 'The contract does not owe it any more.';
    await discardLeftOver(tx, ctx, { drafts, billedNow: contractIds, reason });
    done.discarded.push(...drafts.map(({ id }) => id));
  };
  const owing = new Set(leftovers.map(({ home }) => homeKey(home)));
  await discard(open.filter((draft) => !owing.has(homeKey(draft))));
  // One after the other: what one gives back of an invoice is no longer there for the next.
  for (const { home, terms, credits } of leftovers) {
    const ofHome = open.filter((draft) => homeKey(draft) === homeKey(home));
    const billed = await loadBilledInvoices(tx, credits, new Set(ofHome.map(({ id }) => id)));
    const { notes, unplaced } = placeCredits(credits, billed, terms.currency);
    const invoiceIds = notes.map((note) => note.billed.document.id);
    await discard(ofHome.filter(({ creditsInvoiceId }) => !invoiceIds.includes(creditsInvoiceId ?? '')));
    const written = await writeNotes(tx, ctx, { home, terms, notes, open: ofHome });
    if (terms.entity.isAutoSubmit) await submitDrafts(tx, ctx, [...written.created, ...written.regenerated]);
    add(done, written);
    done.unplaced.push(
      ...unplaced.map(({ owner, amountMinor }) => ({
        contractId: owner.contractId,
        amountMinor: -amountMinor,
      })),
    );
  }
  return done;
}

function add(done: GivenBack, { created, regenerated, unchanged }: WrittenNotes): void {
  done.created.push(...created);
  done.regenerated.push(...regenerated);
  done.unchanged.push(...unchanged);
}
