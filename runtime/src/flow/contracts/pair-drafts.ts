import type { OwnedLine } from '../../core/billing/contract-to-draft.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import { draftHash } from '../../core/billing/draft-hash.ts';
import type { PrecedingInvoice } from '../../core/invoice/document.ts';
import type { CustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { type DraftHome, homeKey } from './draft-home.ts';
import { groupToDraft } from './group-to-draft.ts';
import type { ContractTerms } from './load-terms.ts';

/** An invoice as it should be now, and what it is written under. */
export type WantedDraft = DraftHome & {
  terms: ContractTerms;
  customer: CustomerOfDeal;
  group: InvoiceGroup<OwnedLine>;
  /** The invoices before it that a final one names; null while one of them is not issued yet. */
  preceding: readonly PrecedingInvoice[] | null;
};

/** An invoice computed as it should be, and the draft that it takes; undefined where it needs a new one. */
export type DraftPair = {
  wanted: WantedDraft;
  draft: InvoiceRow | undefined;
  computed: {
    entityId: string;
    customerId: string;
    currency: string;
    content: DraftContent;
    sourceHash: string;
  };
};

/**
 * Gives each wanted invoice the draft of its day, else any that is left over of the same contract or group. Throws
 * `billing.product_unknown` for an invoice that cannot be made.
 */
export function pairDrafts(wanted: readonly WantedDraft[], open: readonly InvoiceRow[]): DraftPair[] {
  const left = new Set(open);
  const take = (isFit: (draft: InvoiceRow) => boolean): InvoiceRow | undefined => {
    const found = [...left].find(isFit);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const ofTheirDay = wanted.map((one) => {
    const key = homeKey(one);
    const { invoiceOn, type } = one.group;
    const isFit = (draft: InvoiceRow): boolean =>
      homeKey(draft) === key &&
      draft.billedOn === invoiceOn &&
      (draft.type === 'deposit') === (type === 'deposit');
    return { one, key, draft: take(isFit) };
  });
  return ofTheirDay.map(({ one, key, draft }) => ({
    wanted: one,
    draft: draft ?? take((other) => homeKey(other) === key),
    computed: compute(one),
  }));
}

function compute(wanted: WantedDraft): DraftPair['computed'] {
  const { terms, customer, group, preceding } = wanted;
  const content = groupToDraft(wanted, group, preceding);
  const place = { entityId: terms.entity.id, customerId: customer.id, currency: terms.currency };
  return { ...place, content, sourceHash: draftHash({ ...place, content }) };
}
