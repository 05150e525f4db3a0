import type { CanonicalContract } from '../../canonical/contract.ts';
import type { ClosedPeriods } from '../difference/after-closing.ts';

/** Which periods of a contract are closed, by the last closing day that is issued; undefined where none is. */
export const closedOf = (
  { collective }: Pick<CanonicalContract, 'collective'>,
  until: string | undefined,
): ClosedPeriods | undefined =>
  collective === undefined || until === undefined ? undefined : { until, closingDay: collective.closingDay };
