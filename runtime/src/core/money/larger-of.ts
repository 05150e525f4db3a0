/** The larger of two amounts in minor units; see `smallerOf`. */
export function largerOf(leftMinor: bigint, rightMinor: bigint): bigint {
  return leftMinor > rightMinor ? leftMinor : rightMinor;
}
