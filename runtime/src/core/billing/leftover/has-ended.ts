import type { CanonicalContract } from '../../canonical/contract.ts';
import { compareDates } from '../../civil-date.ts';
import { formOf } from '../contract-charges.ts';

/**
 * Whether a contract on which nothing falls due later will have no next invoice by a day: all that is agreed is billed, or
 * its last day has passed. A project is owed when it is late, and hours that wait for their approval are billed after
 * the end: for these the last day decides nothing.
 */
export function hasEnded(contract: CanonicalContract, isComplete: boolean, asOf: string): boolean {
  if (isComplete) return true;
  const form = formOf(contract);
  const isOfDays = form === 'subscription' || form === 'order';
  return isOfDays && contract.endsOn !== undefined && compareDates(contract.endsOn, asOf) < 0;
}
