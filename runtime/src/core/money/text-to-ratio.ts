import type { Ratio } from './ratio.ts';

/** 10n to the power of 0 to 30: what decimals are scaled by, made once. */
const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 31 }, (_none, power) => 10n ** BigInt(power));

/** 10n to a power that is small and not negative. */
export const powerOfTen = (power: number): bigint => POWERS_OF_TEN[power] ?? 10n ** BigInt(power);

/** A checked decimal in plain notation as an exact fraction; its denominator is a power of ten. */
export function textToRatio(text: string): Ratio {
  const point = text.indexOf('.');
  if (point === -1) return { numerator: BigInt(text), denominator: 1n };
  return {
    numerator: BigInt(text.slice(0, point) + text.slice(point + 1)),
    denominator: powerOfTen(text.length - point - 1),
  };
}
