import type { InvoiceEffect } from '../../../core/mapping/runs/invoice-effect.ts';
import type { Tx } from '../../../db/open-database.ts';
import type { Ctx } from '../../context.ts';
import { billsOfFacts, billsOfParties } from '../../map/bills-of-facts.ts';
import { draftsOfParties } from '../../map/drafts-of-parties.ts';
import type { AnyMappedRecord } from '../../map/mapped-record.ts';

/** What is billed: a deal or a contract of ours. */
export type Subject = InvoiceEffect['subject'];

/** Of a customer of many deals so many are computed: a guess, above which nobody reads the list. */
const SUBJECTS_MAX = 50;

/** What is billed by a record that is stored under an id of ours: itself, or the deals and contracts that name it. */
export async function findSubjects(
  tx: Tx,
  ctx: Ctx,
  { kind, source, value }: AnyMappedRecord,
  canonicalId: string,
): Promise<Subject[]> {
  switch (kind) {
    case 'deal':
    case 'contract':
      return [{ kind, id: canonicalId }];
    case 'billing_event': {
      const bills = await billsOfFacts(tx, ctx, [{ ...source, externalId: value.contractKey }]);
      return bills.map(({ key }): Subject => ({ kind: 'contract', id: key })).slice(0, SUBJECTS_MAX);
    }
    case 'customer':
    case 'contact': {
      const drafts = await draftsOfParties(tx, ctx, [{ kind, ...source }]);
      const bills = await billsOfParties(tx, ctx, [{ kind, ...source }]);
      return [
        ...drafts.map(({ key }): Subject => ({ kind: 'deal', id: key })),
        ...bills.map(({ key }): Subject => ({ kind: 'contract', id: key })),
      ].slice(0, SUBJECTS_MAX);
    }
    default:
      return [];
  }
}
