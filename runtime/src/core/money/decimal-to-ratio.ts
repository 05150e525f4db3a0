import type { Big } from 'big.js';
import { decimalToText } from './decimal-to-text.ts';

/** A decimal as an exact fraction; the denominator is a power of ten. */
export function decimalToRatio(value: Big): { numerator: bigint; denominator: bigint } {
  const [integer = '0', fraction = ''] = decimalToText(value).split('.');
  return { numerator: BigInt(`${integer}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
}
