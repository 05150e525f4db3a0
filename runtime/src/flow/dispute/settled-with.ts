import type { disputes } from '../../db/schema/index.ts';

/** What an accepted dispute is settled with. */
export type SettledWith = 'credit_note' | 'reissue';

/** Reads it from the row of a dispute; null of one that is not accepted. */
export function settledWithOf({
  isReissue,
  creditNoteId,
}: Pick<typeof disputes.$inferSelect, 'isReissue' | 'creditNoteId'>): SettledWith | null {
  if (isReissue) return 'reissue';
  return creditNoteId === null ? null : 'credit_note';
}
