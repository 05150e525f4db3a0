import type { SyncState } from '../../flow/read/load-sync-states.ts';

/** The CRM first, then accounting: the way an invoice takes. */
export const inReadingOrder = (sync: readonly SyncState[]): SyncState[] =>
  sync.toSorted((left, right) => Number(right.role === 'crm') - Number(left.role === 'crm'));
