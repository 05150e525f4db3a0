import type { CanonicalBillingEvent } from '../canonical/billing-event.ts';
import { compareDates } from '../civil-date.ts';

/** A fact as its own system states it, with the record that it was read from. */
export type BillingFact = {
  /** The record's id; corrections of it are later versions of the same record. */
  recordId: string;
  version: number;
  event: CanonicalBillingEvent;
};

/** Facts that have a day of their own; usage has an instant. */
type DatedEvent = Extract<CanonicalBillingEvent, { on: string }>;

/** A fact of one kind. */
export type FactOf<Kind extends DatedEvent['kind']> = {
  recordId: string;
  event: Extract<DatedEvent, { kind: Kind }>;
};

/**
 * The facts of some kinds by a day, each record in its latest version, by their days and then by their ids: the same
 * list in whatever order they came.
 */
export function factsBy<Kind extends DatedEvent['kind']>(
  facts: readonly BillingFact[],
  kinds: readonly Kind[],
  asOf: string,
): FactOf<Kind>[] {
  const latest = new Map<string, BillingFact>();
  for (const fact of facts) {
    const known = latest.get(fact.recordId);
    if (known === undefined || known.version < fact.version) latest.set(fact.recordId, fact);
  }
  const chosen: FactOf<Kind>[] = [];
  for (const { recordId, event } of latest.values()) {
    if (isOfKind(event, kinds) && compareDates(event.on, asOf) <= 0) chosen.push({ recordId, event });
  }
  return chosen.sort(
    (one, other) => compareDates(one.event.on, other.event.on) || (one.recordId < other.recordId ? -1 : 1),
  );
}

/** JSON pointer to a fact, or to a place in it, among the facts by record id. */
export const factPointer = (recordId: string, place = ''): string =>
  `/facts/${recordId.replaceAll('~', '~0').replaceAll('/', '~1')}${place}`;

const isOfKind = <Kind extends DatedEvent['kind']>(
  event: CanonicalBillingEvent,
  kinds: readonly Kind[],
): event is Extract<DatedEvent, { kind: Kind }> => kinds.some((kind) => kind === event.kind);
