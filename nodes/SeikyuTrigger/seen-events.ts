/** Events that were taken already, oldest first: `[event id, timestamp of the attempt]`. */
export type SeenEvents = Array<[string, string]>;

/** More than the hub can have under way to one endpoint within a retry. A guess. */
const SEEN_MAX = 500;

/**
 * What a genuine delivery is to us: `new`; `again`, an attempt of an event that was taken, as after a lost answer; or
 * `replayed`, the very attempt that was taken, which the hub never sends twice.
 */
export function classifyDelivery(
  seen: SeenEvents,
  id: string,
  timestamp: string,
): 'new' | 'again' | 'replayed' {
  const found = seen.find(([seenId]) => seenId === id);
  if (found === undefined) return 'new';
  return found[1] === timestamp ? 'replayed' : 'again';
}

/** Remembers an attempt of an event; the oldest is forgotten when there are too many. */
export function remember(seen: SeenEvents, id: string, timestamp: string): SeenEvents {
  return [...seen.filter(([seenId]) => seenId !== id), [id, timestamp] as [string, string]].slice(-SEEN_MAX);
}
