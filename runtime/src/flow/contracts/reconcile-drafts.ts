import { inArray } from 'drizzle-orm';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import { discardDraft } from '../bill/discard-draft.ts';
import type { CustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { groupToDraft } from './group-to-draft.ts';
import type { ContractRow, ContractSource } from './load-contract.ts';
import { loadPreceding } from './load-preceding.ts';
import type { ContractTerms } from './load-terms.ts';
import { type PlannedDraft, writeDraft } from './write-draft.ts';

/** Invoices as they should be now, and what they are written under. */
export type ReconcileInput = {
  contract: ContractRow;
  source: ContractSource;
  terms: ContractTerms;
  customer: CustomerOfDeal;
  /** The contract's open drafts, locked. */
  open: readonly InvoiceRow[];
  groups: readonly InvoiceGroup[];
};

/** What became of the contract's drafts; ids of invoices. */
export type Reconciled = {
  created: string[];
  regenerated: string[];
  unchanged: string[];
  discarded: string[];
  /** Of the drafts: final invoices that cannot be submitted yet, since one before them has no number to name. */
  waiting: string[];
};

/**
 * Brings the contract's open drafts to what they should be: each group takes the draft of its day, else any that is left
 * over, else a new one; drafts that no group takes are discarded. Running it twice changes nothing twice.
 */
export async function reconcileDrafts(tx: Tx, ctx: Ctx, input: ReconcileInput): Promise<Reconciled> {
  const { open } = input;
  const done: Reconciled = { created: [], regenerated: [], unchanged: [], discarded: [], waiting: [] };
  const planned = await planDrafts(tx, input);
  for (const draft of open) {
    if (planned.some((plan) => plan.draft?.id === draft.id)) continue;
    await discardDraft(tx, ctx, draft, 'The contract does not bill it any more.');
    done.discarded.push(draft.id);
  }
  const changed = planned.flatMap(({ draft, sourceHash }) =>
    draft === undefined || draft.sourceHash === sourceHash ? [] : [draft.id],
  );
  await releaseSources(tx, changed);
  for (const plan of planned) {
    const { became, id } = await writeDraft(tx, ctx, plan);
    done[became].push(id);
    const { type, extras } = plan.content;
    if (type === 'final' && extras?.precedingInvoices === undefined) done.waiting.push(id);
  }
  return done;
}

async function planDrafts(tx: Tx, input: ReconcileInput): Promise<PlannedDraft[]> {
  const { entity, currency } = input.terms;
  const place = { entityId: entity.id, customerId: input.customer.id, currency };
  const precedingOf = await loadPreceding(tx, input.contract.id, input.groups);
  return pair(input.groups, input.open).map(({ group, draft }, index) => {
    const content = groupToDraft(input, group, precedingOf(index));
    const sourceHash = draftHash({ ...place, content });
    const { id: contractId } = input.contract;
    return { draft, contractId, billedOn: group.invoiceOn, ...place, content, sourceHash };
  });
}

/** A line may move from one draft to another, and what it bills stands on one live line only. */
async function releaseSources(tx: Tx, invoiceIds: string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.update(invoiceLines).set({ sourceKey: null }).where(inArray(invoiceLines.invoiceId, invoiceIds));
}

function pair(
  groups: readonly InvoiceGroup[],
  open: readonly InvoiceRow[],
): { group: InvoiceGroup; draft: InvoiceRow | undefined }[] {
  const left = new Set(open);
  const take = (isWanted: (draft: InvoiceRow) => boolean): InvoiceRow | undefined => {
    const found = [...left].find(isWanted);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const ofTheirDay = groups.map((group) => ({
    group,
    draft: take(
      ({ billedOn, type }) =>
        billedOn === group.invoiceOn && (type === 'deposit') === (group.type === 'deposit'),
    ),
  }));
  return ofTheirDay.map(({ group, draft }) => ({ group, draft: draft ?? take(() => true) }));
}
