import { timingSafeEqual } from 'node:crypto';

/**
 * True when both texts are the same, in a time that depends on their lengths only, so that a signature cannot be
 * guessed byte by byte.
 */
export function isEqualConstantTime(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left, 'utf8');
  const rightBytes = Buffer.from(right, 'utf8');
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
