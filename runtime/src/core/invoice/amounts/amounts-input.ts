import type { Ratio } from '../../money/ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';

/** An allowance or a charge: minor units, or a percentage of a base (of what it stands on, when absent). */
export type Part =
  | { readonly amountMinor: bigint }
  | { readonly percent: Ratio; readonly baseMinor: bigint | null };

/** A line before its amounts are known. `group` is the place of its category and rate among the groups. */
export type AmountsLine = {
  readonly quantity: Ratio;
  readonly unitPrice: Ratio;
  /** BT-149. */
  readonly baseQuantity: Ratio | null;
  readonly allowances: readonly Part[];
  readonly charges: readonly Part[];
  readonly group: number;
};

/** An allowance or a charge of the document; without a group it is spread over all of them. */
export type DocumentPart = { readonly part: Part; readonly isCharge: boolean; readonly group: number | null };

/** Where and how amounts are rounded, as `RoundingProfile`; `payableToMinor` is null where nothing rounds the payable. */
export type AmountsRounding = {
  readonly mode: RoundingMode;
  readonly lines: 'currency' | 'precise';
  readonly tax: 'document' | 'line';
  readonly inclusive: 'round_net' | 'round_tax';
  readonly payableToMinor: bigint | null;
};

/** Everything that amounts follow from. `ratesPercent` has one rate per group. */
export type AmountsInput = {
  readonly currencyDigits: number;
  readonly isTaxInclusive: boolean;
  readonly rounding: AmountsRounding;
  readonly ratesPercent: readonly Ratio[];
  readonly lines: readonly AmountsLine[];
  readonly parts: readonly DocumentPart[];
  readonly prepaidMinor: bigint;
};

/** The usual rounding with a mode: lines to the currency, tax once per group, the payable amount as it comes. */
export const usualRounding = (mode: RoundingMode): AmountsRounding => ({
  mode,
  lines: 'currency',
  tax: 'document',
  inclusive: 'round_net',
  payableToMinor: null,
});
