import type { CanonicalContract } from '../../canonical/contract.ts';
import type { Charge } from '../charge.ts';
import { closingDayOf } from '../orders/closing-day-of.ts';

/**
 * The charges of a contract that is billed together with others, each due at the closing day of the period that it falls
 * due in; those of any other contract as they are. None is left out, also where its closing day is still to come: what is
 * booked of it already must not look like something that is charged no longer.
 */
export const closeTogether = ({ collective }: CanonicalContract, charges: Charge[]): Charge[] =>
  collective === undefined
    ? charges
    : charges.map(({ moreOn, ...charge }) => ({
        ...charge,
        invoiceOn: closingDayOf(charge.invoiceOn, collective.closingDay),
        ...(moreOn === undefined ? {} : { moreOn: closingDayOf(moreOn, collective.closingDay) }),
      }));
