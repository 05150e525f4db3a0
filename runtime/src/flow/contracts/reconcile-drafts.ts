import { eq } from 'drizzle-orm';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { createDraft } from '../bill/create-draft.ts';
import { discardDraft } from '../bill/discard-draft.ts';
import type { CustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import { regenerateDraft } from '../bill/regenerate-draft.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { groupToDraft } from './group-to-draft.ts';
import type { ContractRow, ContractSource } from './load-contract.ts';
import type { ContractTerms } from './load-terms.ts';

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
};

/**
 * Brings the contract's open drafts to what they should be: each group takes the draft of its day, else any that is left
 * over, else a new one; drafts that no group takes are discarded. Running it twice changes nothing twice.
 */
export async function reconcileDrafts(tx: Tx, ctx: Ctx, input: ReconcileInput): Promise<Reconciled> {
  const { open } = input;
  const done: Reconciled = { created: [], regenerated: [], unchanged: [], discarded: [] };
  for (const { group, draft } of pair(input.groups, open)) {
    const content = groupToDraft(input, group);
    const { entity, currency } = input.terms;
    const place = { entityId: entity.id, customerId: input.customer.id, currency };
    const computed = { ...place, content, sourceHash: draftHash({ ...place, content }) };
    const origin = { dealId: null, contractId: input.contract.id, billedOn: group.invoiceOn };
    if (draft === undefined) {
      done.created.push(await createDraft(tx, ctx, { ...computed, ...origin }));
    } else if (draft.sourceHash === computed.sourceHash) {
      done.unchanged.push(draft.id);
    } else {
      await regenerateDraft(tx, ctx, { invoice: draft, ...computed, editor: ctx.actor });
      await tx.update(invoices).set({ billedOn: group.invoiceOn }).where(eq(invoices.id, draft.id));
      done.regenerated.push(draft.id);
    }
  }
  for (const draft of open) {
    if (isTaken(done, draft.id)) continue;
    await discardDraft(tx, ctx, draft, 'The contract does not bill it any more.');
    done.discarded.push(draft.id);
  }
  return done;
}

const isTaken = ({ regenerated, unchanged }: Reconciled, id: string): boolean =>
  regenerated.includes(id) || unchanged.includes(id);

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
    draft: take((draft) => draft.billedOn === group.invoiceOn),
  }));
  return ofTheirDay.map(({ group, draft }) => ({ group, draft: draft ?? take(() => true) }));
}
