import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';

/** A line of a collective invoice (合計請求書), with the contract that it bills. */
export type PartLine = {
  contractId: string | null;
  netMinor: bigint;
  taxCategory: string;
  taxRatePercent: string;
};

/** What one contract comes to on an invoice, with its tax. */
export type InvoicePart = { contractId: string; totalMinor: bigint };

const PERCENT = 100n;

/**
 * What each contract comes to on a collective invoice, by contract id. The tax of each category and rate is rounded up, so
 * that the parts are never less than the whole and limits that hold for every part hold for all of it together. Undefined
 * where they cannot say that: a line is of no contract, or something is charged on the invoice as a whole.
 */
export function partsOfInvoice(lines: readonly PartLine[], totalMinor: bigint): InvoicePart[] | undefined {
  const byContract = Map.groupBy(lines, ({ contractId }) => contractId);
  const parts: InvoicePart[] = [];
  for (const [contractId, ofContract] of byContract) {
    if (contractId === null) return undefined;
    parts.push({ contractId, totalMinor: withTax(ofContract) });
  }
  const sumMinor = parts.reduce((sum, part) => sum + part.totalMinor, 0n);
  if (sumMinor < totalMinor) return undefined;
  return parts.sort((one, other) => (one.contractId < other.contractId ? -1 : 1));
}

function withTax(lines: readonly PartLine[]): bigint {
  const byRate = Map.groupBy(lines, ({ taxCategory, taxRatePercent }) => `${taxCategory} ${taxRatePercent}`);
  return [...byRate.values()].reduce((sum, ofRate) => {
    const baseMinor = ofRate.reduce((net, { netMinor }) => net + netMinor, 0n);
    const rate = decimalToRatio(decimalOf(ofRate[0]?.taxRatePercent ?? '0'));
    // Up also below zero: what is given back counts for no more than it is.
    const mode = baseMinor < 0n ? 'down' : 'up';
    return sum + baseMinor + roundRatio(baseMinor * rate.numerator, rate.denominator * PERCENT, mode);
  }, 0n);
}
