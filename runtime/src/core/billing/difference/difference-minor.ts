import type { BookedCharge } from '../charge.ts';

/**
 * What is to be booked so that a key comes to its target, in minor units, signed. What people took off by an adjustment
 * stays taken off; it only bounds what is given back: never more than is left of the item (oracle PR-08, Kill Bill's repair
 * rule), mirrored for items that are credits themselves.
 */
export function differenceMinor(targetMinor: bigint, booked: BookedCharge): bigint {
  const engineMinor = booked.fullMinor + booked.differenceMinor;
  const leftMinor = engineMinor + booked.adjustmentMinor;
  const wantedMinor = targetMinor - engineMinor;
  if (wantedMinor < 0n && targetMinor >= 0n) return larger(wantedMinor, -larger(leftMinor, 0n));
  if (wantedMinor > 0n && targetMinor <= 0n) return -larger(-wantedMinor, -larger(-leftMinor, 0n));
  return wantedMinor;
}

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);
