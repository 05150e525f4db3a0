import { compareDates } from '../../civil-date.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import { type FactOf, factPointer, factsBy } from '../billing-fact.ts';
import type { FormChargesInput } from '../form-charges.ts';
import { type PlanRevision, revisionOn } from '../plan-revisions.ts';
import { type Entry, type PricedEntry, priceEntry } from './price-entry.ts';

/** An approved entry with its price and the revision in force on its day. */
export type BillableEntry = {
  entry: Entry;
  priced: PricedEntry;
  revision: PlanRevision<'time_and_materials'>;
};

/** The entries that may be billed, by their days, and why the others may not. */
export function billableEntries(
  { facts, asOf, contract: { endsOn } }: FormChargesInput,
  revisions: readonly PlanRevision<'time_and_materials'>[],
): { entries: BillableEntry[]; findings: Finding[] } {
  const entries: BillableEntry[] = [];
  const findings: Finding[] = [];
  for (const entry of factsBy(facts, ['time_entry', 'expense'], asOf)) {
    const { on, approval } = entry.event;
    const revision = revisionOn(revisions, on);
    if (revision === undefined || (endsOn !== undefined && compareDates(on, endsOn) > 0)) {
      findings.push(outsideContract(entry));
    } else if (approval === undefined) {
      findings.push(notApproved(entry));
    } else {
      const price = priceEntry(entry, revision.plan);
      if ('finding' in price) findings.push(price.finding);
      else entries.push({ entry, priced: price.priced, revision });
    }
  }
  return { entries, findings };
}

const notApproved = ({ recordId }: FactOf<'time_entry' | 'expense'>): Finding => ({
  code: 'time.not_approved',
  pointer: factPointer(recordId),
  level: 'info',
  text: { en: 'It waits for its approval and is not billed.', ja: '承認待ちのため、請求されません。' },
});

const outsideContract = ({ recordId, event }: FactOf<'time_entry' | 'expense'>): Finding =>
  errorFinding(
    'time.not_in_force',
    factPointer(recordId, '/on'),
    `The contract is not in force on ${event.on}.`,
    `${event.on}は契約期間外です。`,
  );
