import type { Big } from 'big.js';
import { compareDates } from '../../civil-date.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { PlanOf, PlanRevision } from '../plan-revisions.ts';
import type { ListPriceOn } from '../pricing/list-price.ts';

/** An order line as one revision has it. */
export type OrderLine = {
  key: string;
  sku: string;
  ordered: Big;
  /** In major units of the contract's currency. */
  unitPrice: Big;
  /** The first day on which the product was ordered under this key. */
  orderedOn: string;
  /** JSON pointer to the line within the contract. */
  pointer: string;
};

/** A revision of an order with its lines by key. */
export type OrderRevision = {
  from: string;
  billing: PlanOf<'order'>['billing'];
  lines: ReadonlyMap<string, OrderLine>;
};

/**
 * The revisions of an order with their prices: the line's own, else the master's on the day when the product was first
 * ordered. Fails with a sentence when a key returns or a product has no price.
 */
export function orderRevisions(
  revisions: readonly PlanRevision<'order'>[],
  listPriceOn: ListPriceOn,
): Result<OrderRevision[]> {
  const read: OrderRevision[] = [];
  for (const { from, pointer, plan } of revisions) {
    const lines = new Map<string, OrderLine>();
    for (const [index, { key, sku, quantity, unitPrice }] of plan.lines.entries()) {
      if (lines.has(key)) return fail(`The order of ${from} has two lines of the key "${key}".`);
      const orderedOn = read.find((each) => each.lines.get(key)?.sku === sku)?.from ?? from;
      const ordered = decimalOf(quantity);
      const price =
        unitPrice === undefined ? listPriceOn(sku, orderedOn, decimalToRatio(ordered)) : decimalOf(unitPrice);
      if (price === null) return fail(`"${sku}" has no price in the product master on ${orderedOn}.`);
      lines.set(key, {
        key,
        sku,
        ordered,
        unitPrice: price,
        orderedOn,
        pointer: `${pointer}/lines/${index}`,
      });
    }
    read.push({ from, billing: plan.billing, lines });
  }
  return ok(read);
}

/** The revisions of a contract that are known by a day. */
export const knownRevisions = <Revision extends { from: string }>(
  revisions: readonly Revision[],
  asOf: string,
): Revision[] => revisions.filter(({ from }) => compareDates(from, asOf) <= 0);

/** The revision of an order in force on a day, or undefined before the first one. */
export const orderOn = (revisions: readonly OrderRevision[], day: string): OrderRevision | undefined =>
  revisions.findLast(({ from }) => compareDates(from, day) <= 0);
