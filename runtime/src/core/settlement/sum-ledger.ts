import type { SettleInput } from './settle.ts';

/** An entry of the allocation ledger as far as its invoice's sums depend on it; a reversal is below zero. */
export type LedgerEntry = {
  paymentId: string | null;
  creditNoteId: string | null;
  writeOffId: string | null;
  amountMinor: bigint;
};

/** Adds up the entries of one invoice by where they come from; what has no other source is a deduction. */
export function sumLedger(totalMinor: bigint, entries: readonly LedgerEntry[]): SettleInput {
  const sums = { totalMinor, cashMinor: 0n, creditMinor: 0n, deductionMinor: 0n, lossMinor: 0n };
  for (const entry of entries) sums[kindOf(entry)] += entry.amountMinor;
  return sums;
}

function kindOf(entry: LedgerEntry): Exclude<keyof SettleInput, 'totalMinor'> {
  if (entry.paymentId !== null) return 'cashMinor';
  if (entry.creditNoteId !== null) return 'creditMinor';
  return entry.writeOffId === null ? 'deductionMinor' : 'lossMinor';
}
