import type { CanonicalContract } from '../canonical/contract.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { Finding } from '../validation/finding.ts';
import type { BillingFact } from './billing-fact.ts';
import type { Charge } from './charge.ts';

/** Everything that the charges of facts are made of. */
export type FormChargesInput = {
  contract: CanonicalContract;
  facts: readonly BillingFact[];
  /** Only what may be invoiced by this day is charged; later facts and revisions are not known yet. */
  asOf: string;
  currency: CurrencyCode;
  rounding: RoundingMode;
};

/**
 * What facts come to, and what is not right about them. A fact with an error finding is not charged, the others are; an
 * error finding of the room `contract` is about all of them and parks it.
 */
export type FormCharges = {
  charges: Charge[];
  findings: Finding[];
  /** Whether all that is agreed is among the charges: nothing waits for a fact, an approval or a day. */
  isComplete: boolean;
};
