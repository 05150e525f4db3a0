import type { Big } from 'big.js';
import { assert } from '../assert.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import type { AmountsLine, Part } from './amounts/amounts-input.ts';

/** What a line's net is made of (EN 16931 BG-25 to BG-29), with the place of rounding still to come. */
export type LineInput = {
  quantity: Big;
  unitPrice: Big;
  /** BT-149, 1 when absent. */
  baseQuantity?: Big;
  /** Of the rounded gross (R040). A line has a percentage or an amount. */
  discountPercent?: Big;
  discountAmountMinor?: bigint;
};

/** The line as the computation reads it. Both a percentage and an amount, or a base quantity of zero, are an assertion. */
export function toAmountsLine(line: LineInput, group: number): AmountsLine {
  const { quantity, unitPrice, baseQuantity } = line;
  assert(baseQuantity === undefined || baseQuantity.gt(0), 'a base quantity is above zero');
  return {
    quantity: decimalToRatio(quantity),
    unitPrice: decimalToRatio(unitPrice),
    baseQuantity: baseQuantity === undefined ? null : decimalToRatio(baseQuantity),
    allowances: discountOf(line),
    charges: [],
    group,
  };
}

function discountOf({ discountPercent, discountAmountMinor }: LineInput): Part[] {
  assert(
    discountPercent === undefined || discountAmountMinor === undefined,
    'a line has a discount in percent or in money, not both',
  );
  if (discountPercent !== undefined) return [{ percent: decimalToRatio(discountPercent), baseMinor: null }];
  return discountAmountMinor === undefined ? [] : [{ amountMinor: discountAmountMinor }];
}
