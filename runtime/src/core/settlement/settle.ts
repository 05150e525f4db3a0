import { assert } from '../assert.ts';

/** How far an invoice is settled. */
export type SettlementStatus = 'unpaid' | 'partially_paid' | 'paid' | 'credited' | 'written_off';

/** Sums of an invoice's live allocations in minor units of its currency; cash is payments less refunds. */
export type SettleInput = {
  totalMinor: bigint;
  cashMinor: bigint;
  creditMinor: bigint;
  deductionMinor: bigint;
  lossMinor: bigint;
};

/**
 * What is still owed, and the status that follows. A negative sum or balance is an assertion: what exceeds the
 * invoice stays on the customer's account.
 */
export function settle(sums: SettleInput): { balanceMinor: bigint; status: SettlementStatus } {
  for (const [name, value] of Object.entries(sums)) assert(value >= 0n, `${name} is not negative`);
  const { totalMinor, cashMinor, creditMinor, deductionMinor, lossMinor } = sums;
  const balanceMinor = totalMinor - cashMinor - deductionMinor - creditMinor - lossMinor;
  assert(balanceMinor >= 0n, 'allocations do not exceed the invoice');
  return { balanceMinor, status: statusOf(balanceMinor, sums) };
}

function statusOf(balanceMinor: bigint, sums: SettleInput): SettlementStatus {
  const { cashMinor, creditMinor, deductionMinor, lossMinor } = sums;
  if (balanceMinor > 0n) return cashMinor + deductionMinor + creditMinor === 0n ? 'unpaid' : 'partially_paid';
  if (lossMinor > 0n) return 'written_off';
  return cashMinor + deductionMinor === 0n && creditMinor > 0n ? 'credited' : 'paid';
}
