/** Where collecting an invoice stands; `closed` is nothing to collect. */
export type CollectionStatus = 'normal' | 'paused' | 'promised' | 'escalated' | 'closed';

/** What a person said last, and until when; `until` is the last day of a pause, or the day of a promise. */
export type KeptCollection = {
  status: 'normal' | 'paused' | 'promised' | 'escalated';
  until: string | null;
  promisedMinor: bigint | null;
  /** What was owed when the promise was made. */
  owedMinor: bigint | null;
};

/** The question for one invoice on one day in the zone of its entity. */
export type CollectionInput = {
  kept: KeptCollection | null;
  isOwed: boolean;
  balanceMinor: bigint;
  isDisputed: boolean;
  asOf: string;
};

/**
 * The collection status on a day: closed when nothing is owed, paused while a dispute is open, else what a person said,
 * for as long as it holds. After the last day of a pause collecting goes on; a promise that was not kept raises it.
 */
export function collectionOn(input: CollectionInput): CollectionStatus {
  const { kept, isOwed, isDisputed, asOf } = input;
  if (!isOwed) return 'closed';
  if (isDisputed) return 'paused';
  if (kept === null) return 'normal';
  if (kept.status === 'promised' && isKept(kept, input.balanceMinor)) return 'normal';
  const isPast = kept.until !== null && asOf > kept.until;
  if (!isPast) return kept.status;
  switch (kept.status) {
    case 'paused':
      return 'normal';
    case 'promised':
      return 'escalated';
    default:
      return kept.status;
  }
}

/** A promise is kept once as much as was promised came off what was owed then. */
const isKept = ({ promisedMinor, owedMinor }: KeptCollection, balanceMinor: bigint): boolean =>
  promisedMinor !== null && owedMinor !== null && owedMinor - balanceMinor >= promisedMinor;
