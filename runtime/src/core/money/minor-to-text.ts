/** Minor units as a decimal in major units with exactly so many decimals: 17900n with 2 is `179.00`. */
export function minorToText(amountMinor: bigint, digits: number): string {
  if (digits === 0) return amountMinor.toString();
  const isNegative = amountMinor < 0n;
  const figures = (isNegative ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  const point = figures.length - digits;
  return `${isNegative ? '-' : ''}${figures.slice(0, point)}.${figures.slice(point)}`;
}
