import type { CreditLeft } from '../../../flow/contracts/read-credit-left.ts';

/** What becomes of credit: the next invoice sets it off, a credit note gives it back, or somebody decides. */
export type CreditFate = 'set_off' | 'noted' | 'open';

/** The fate of what a contract owes its customer. */
export function creditFate({ isOver, unplacedNet }: CreditLeft): CreditFate {
  if (!isOver) return 'set_off';
  return /[1-9]/.test(unplacedNet) ? 'open' : 'noted';
}
