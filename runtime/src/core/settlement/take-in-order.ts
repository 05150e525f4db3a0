import { assert } from '../assert.ts';
import { smallerOf } from '../money/smaller-of.ts';

/** Something that has room for money, or holds some: an open invoice, an unapplied rest; minor units. */
export type Holder = { id: string; roomMinor: bigint };

/** What goes to, or comes from, each holder that takes part, and what is left over. */
export type Taken = { parts: { id: string; amountMinor: bigint }[]; restMinor: bigint };

/** Spreads an amount over holders one after the other, each filled up before the next; none gets more than its room. */
export function takeInOrder(amountMinor: bigint, holders: readonly Holder[]): Taken {
  assert(amountMinor >= 0n, 'an amount to spread is not negative');
  const parts: Taken['parts'] = [];
  let restMinor = amountMinor;
  for (const { id, roomMinor } of holders) {
    assert(roomMinor >= 0n, 'room is not negative');
    const part = smallerOf(roomMinor, restMinor);
    if (part === 0n) continue;
    parts.push({ id, amountMinor: part });
    restMinor -= part;
  }
  return { parts, restMinor };
}
