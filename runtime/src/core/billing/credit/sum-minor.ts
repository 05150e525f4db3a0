/** The sum of amounts in minor units. */
export const sumMinor = (amountsMinor: readonly bigint[]): bigint =>
  amountsMinor.reduce((sum, minor) => sum + minor, 0n);
