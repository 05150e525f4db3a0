/** Where a message to a receiver stands; `failed` is tried again, `given_up` is not. */
export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'given_up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * How one attempt ended. `accepted` is 2xx; `redirected` is 3xx, which is never followed; `gone` is 410;
 * `address_refused` never left the hub.
 */
export const ATTEMPT_OUTCOMES = [
  'accepted',
  'redirected',
  'gone',
  'refused',
  'timeout',
  'unreachable',
  'address_refused',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** One attempt as the log keeps it; `httpStatus` is null without an answer. Nothing of the answer's body is kept. */
export type AttemptRecord = {
  attempt: number;
  at: string;
  durationMs: number;
  httpStatus: number | null;
  outcome: AttemptOutcome;
};

/** The outcome that a status stands for (Standard Webhooks 1.0.0, "Deliverability and reliability"). */
export function outcomeOfStatus(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}
