import { eq } from 'drizzle-orm';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { editAnew } from '../../core/billing/edits/edit-content.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { createDrafts } from '../bill/create-draft.ts';
import { regenerateDraft } from '../bill/regenerate-draft.ts';
import { deleteLines } from '../bill/replace-lines.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { discardLeftOver } from './discard-left-over.ts';
import { type DraftPair, pairDrafts, type WantedDraft } from './pair-drafts.ts';
import { submitDrafts } from './submit-drafts.ts';

/** What there should be and what there is. */
export type ReconcileInput = {
  wanted: readonly WantedDraft[];
  /** The open drafts of the same contracts, locked. */
  open: readonly InvoiceRow[];
  /** The contracts that are billed now. */
  contractIds: readonly string[];
};

/** What became of the drafts; ids of invoices. */
export type Reconciled = {
  created: string[];
  regenerated: string[];
  unchanged: string[];
  discarded: string[];
  /** Of the drafts: final invoices that cannot be submitted yet, since one before them has no number to name. */
  waiting: string[];
};

/**
 * Brings open drafts to what they should be: each wanted invoice takes the draft of its day, else any that is left over
 * of its contract or group, else a new one; drafts that none takes are discarded. What is new or changed is submitted
 * where the entity says so. Running it twice changes nothing twice.
 */
export async function reconcileDrafts(
  tx: Tx,
  ctx: Ctx,
  { wanted, open, contractIds }: ReconcileInput,
): Promise<Reconciled> {
  const pairs = pairDrafts(wanted, open);
  const taken = new Set(pairs.map(({ draft }) => draft));
  const leftOver = open.filter((draft) => !taken.has(draft));
  // First of all: a charge that moves from one invoice to another must have left the one.
  const reason = 'The contract does not bill it any more.';
  await discardLeftOver(tx, ctx, { drafts: leftOver, billedNow: contractIds, reason });
  const regenerated = await regenerateChanged(tx, ctx, pairs);
  const created = await createMissing(tx, ctx, pairs);
  const written = [...created, ...regenerated];
  await submitDrafts(tx, ctx, written.filter(({ isSubmitted }) => isSubmitted).map(idOf));
  const changed = new Set(regenerated.map(idOf));
  const unchanged = pairs.flatMap(({ draft, computed }) =>
    draft === undefined || changed.has(draft.id)
      ? []
      : { id: draft.id, isWaiting: isWaiting(computed.content) },
  );
  return {
    created: created.map(idOf),
    regenerated: regenerated.map(idOf),
    unchanged: unchanged.map(idOf),
    discarded: leftOver.map(idOf),
    waiting: [...written, ...unchanged].filter((draft) => draft.isWaiting).map(idOf),
  };
}

type Written = { id: string; isWaiting: boolean; isSubmitted: boolean };

const toWritten = (id: string, { computed, wanted }: Pick<DraftPair, 'computed' | 'wanted'>): Written => {
  const isWaitingYet = isWaiting(computed.content);
  return { id, isWaiting: isWaitingYet, isSubmitted: wanted.terms.entity.isAutoSubmit && !isWaitingYet };
};

const isWaiting = ({ type, extras }: DraftContent): boolean =>
  type === 'final' && extras?.precedingInvoices === undefined;

const idOf = ({ id }: { id: string }): string => id;

async function createMissing(tx: Tx, ctx: Ctx, pairs: readonly DraftPair[]): Promise<Written[]> {
  const missing = pairs.filter(({ draft }) => draft === undefined);
  const ids = await createDrafts(
    tx,
    ctx,
    missing.map(({ computed, wanted: { contractId, collectiveKey, group } }) => ({
      ...{ ...computed, contractId, collectiveKey },
      dealId: null,
      billedOn: group.invoiceOn,
    })),
  );
  return missing.flatMap((pair, place) => {
    const id = ids[place];
    return id === undefined ? [] : [toWritten(id, pair)];
  });
}

async function regenerateChanged(tx: Tx, ctx: Ctx, pairs: readonly DraftPair[]): Promise<Written[]> {
  const changed = pairs.flatMap(({ draft, computed, wanted }) =>
    draft === undefined || draft.sourceHash === computed.sourceHash ? [] : [{ draft, computed, wanted }],
  );
  await deleteLines(
    tx,
    changed.map(({ draft }) => draft.id),
  );
  for (const { draft, computed, wanted } of changed) {
    const edited = editAnew(computed.content, draft);
    await regenerateDraft(tx, ctx, { invoice: draft, ...computed, edited, editor: ctx.actor });
    await tx.update(invoices).set({ billedOn: wanted.group.invoiceOn }).where(eq(invoices.id, draft.id));
  }
  return changed.map((pair) => toWritten(pair.draft.id, pair));
}
