import type { CanonicalContract } from '../../canonical/contract.ts';
import { compareDates } from '../../civil-date.ts';
import { closingDayOf } from '../orders/closing-day-of.ts';

/**
 * The closing day (締め日) of an invoice that falls due on a day: that day, where its contract is billed together with
 * others or its order closes on a day of the month; undefined for any other invoice, whose terms count from its issue.
 */
export function closingDateOf(
  { collective, revisions }: Pick<CanonicalContract, 'collective' | 'revisions'>,
  invoiceOn: string,
): string | undefined {
  if (collective !== undefined) return invoiceOn;
  const inForce = revisions.filter(({ effectiveOn }) => compareDates(effectiveOn, invoiceOn) <= 0);
  const plan = inForce
    .toSorted((one, other) => compareDates(one.effectiveOn, other.effectiveOn))
    .at(-1)?.plan;
  if (plan?.form !== 'order' || plan.billing.when !== 'closing_day') return undefined;
  return closingDayOf(invoiceOn, plan.billing.day) === invoiceOn ? invoiceOn : undefined;
}
