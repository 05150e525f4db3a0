/** The smaller of two amounts in minor units; `Math.min` would make binary fractions of them. */
export function smallerOf(leftMinor: bigint, rightMinor: bigint): bigint {
  if (leftMinor < rightMinor) return leftMinor;
  return rightMinor;
}
