/** A payment is booked once, and a product's price and tax are the master's own. */
const NEVER_AGAIN: ReadonlySet<string> = new Set(['payment', 'product']);

/** False for kinds of which what was made stands in our own books, so that a backfill leaves them. */
export const isMappedAgain = (kind: string): boolean => !NEVER_AGAIN.has(kind);
