import type { JsonObject } from '../json.ts';

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
  ['invoice.command_withdrawn', 'returned'],
]);

/** The decision that an event brings to those who wait for one; undefined for an event that closes no request. */
export function decisionOfEvent({
  type,
  data,
}: {
  type: string;
  data: JsonObject;
}): WaiterDecision | undefined {
  if (type !== 'invoice.command_decided') return DECISIONS.get(type);
  return WAITER_DECISIONS.find((decision) => decision === data['decision']);
}
