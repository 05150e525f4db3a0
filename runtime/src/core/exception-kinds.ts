/** What waits for a person and is no approval. */
export const EXCEPTION_KINDS = [
  'stopped_work',
  'refused_draft',
  'delivery',
  'bounce',
  'sync_drift',
  'parked_contract',
  'contract_finding',
  'dispute',
  'unallocated_money',
  'pending_money',
  'paused_connection',
  'disabled_endpoint',
] as const;

/** One kind of exception. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** True for the name of a kind. */
export const isExceptionKind = (text: string): text is ExceptionKind =>
  (EXCEPTION_KINDS as readonly string[]).includes(text);
