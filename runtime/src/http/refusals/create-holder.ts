import type { ServerResponse } from 'node:http';

/** How long an answer that refuses is held back, and how many at once: of one sender, and of all together. */
export type HoldBounds = { holdMs: number; heldOfOneMax: number; heldMax: number };

/** Calls `answer` a while later, or at once where as many are held as may. Never where the connection closes before. */
export type Holder = (sender: string, outgoing: ServerResponse, answer: () => void) => void;

/** Vendors wait 5 seconds for an answer (HubSpot, Xero), others longer. The numbers are guesses. */
const BOUNDS: HoldBounds = { holdMs: 1_000, heldOfOneMax: 100, heldMax: 1_000 };

/**
 * Holds back answers that refuse, so that who asks again at each answer asks once a second over each connection and not
 * hundreds of times. What is held costs a timer and its connection; beyond the bounds an answer goes out at once.
 */
export function createHolder({ holdMs, heldOfOneMax, heldMax }: HoldBounds = BOUNDS): Holder {
  const heldOf = new Map<string, number>();
  let held = 0;
  return (sender, outgoing, answer) => {
    const ofOne = heldOf.get(sender) ?? 0;
    if (ofOne >= heldOfOneMax || held >= heldMax) return answer();
    held += 1;
    heldOf.set(sender, ofOne + 1);
    const release = (): void => {
      clearTimeout(timer);
      outgoing.off('close', release);
      held -= 1;
      const left = (heldOf.get(sender) ?? 1) - 1;
      if (left === 0) heldOf.delete(sender);
      else heldOf.set(sender, left);
    };
    const timer = setTimeout(() => {
      release();
      answer();
    }, holdMs);
    outgoing.once('close', release);
  };
}
