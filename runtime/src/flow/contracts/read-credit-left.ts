import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { ContractRow } from './load-contract.ts';

/** Credit of a contract that is on no issued document, net, as decimal strings in major units. */
export type CreditLeft = {
  net: string;
  /** What of it fits no invoice of the contract either: somebody decides. */
  unplacedNet: string;
  /** True where no next invoice sets it off, so that credit notes give it back. */
  isOver: boolean;
};

/** What the last run over a contract left in the customer's favour; null when that is nothing. */
export function readCreditLeft({
  creditLeftMinor,
  creditUnplacedMinor,
  creditIsOver,
  currency,
}: ContractRow): CreditLeft | null {
  if (creditLeftMinor === 0n) return null;
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(currency)));
  return { net: text(creditLeftMinor), unplacedNet: text(creditUnplacedMinor), isOver: creditIsOver };
}
