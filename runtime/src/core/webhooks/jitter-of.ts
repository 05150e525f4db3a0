import { createHash } from 'node:crypto';

/** A number from 0 to 1 that looks random and is the same every time for one attempt of one message. */
export function jitterOf(deliveryId: string, attempt: number): number {
  return createHash('sha256').update(`${deliveryId}/${attempt}`).digest().readUInt32BE(0) / 2 ** 32;
}
