/** What a waiting flow is told: `returned` means that the request was closed without a decision on this content. */
export const WAITER_DECISIONS = ['approved', 'rejected', 'returned', 'discarded'] as const;
export type WaiterDecision = (typeof WAITER_DECISIONS)[number];

const DECISIONS: ReadonlyMap<string, WaiterDecision> = new Map([
  ['invoice.approved', 'approved'],
  ['invoice.rejected', 'rejected'],
  ['invoice.returned', 'returned'],
  ['invoice.withdrawn', 'returned'],
  ['invoice.edited', 'returned'],
  ['invoice.regenerated', 'returned'],
  ['invoice.discarded', 'discarded'],
]);

/** The decision that an event brings to those who wait for one; undefined for an event that closes no request. */
export function decisionOfEvent(eventType: string): WaiterDecision | undefined {
  return DECISIONS.get(eventType);
}
