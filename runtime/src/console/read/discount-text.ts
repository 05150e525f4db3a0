import type { LineDiscount } from '../../core/billing/edits/line-changes.ts';

/** What somebody typed as a discount: `10%` is of the price, a plain figure off the line, and nothing is none. */
export function readDiscount(typed: string): LineDiscount {
  if (typed === '') return { percent: '0' };
  return /%$|％$/.test(typed) ? { percent: typed.slice(0, -1).trim() } : { amount: typed };
}
