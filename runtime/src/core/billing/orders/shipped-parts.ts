import Big from 'big.js';
import { compareDates } from '../../civil-date.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import { type BillingFact, type FactOf, factPointer, factsBy } from '../billing-fact.ts';
import { type OrderLine, type OrderRevision, orderOn } from './order-lines.ts';

/** What one shipment has of one order line. */
export type ShippedPart = {
  recordId: string;
  on: string;
  /** The line and its terms of billing in force on the shipment's day. */
  line: OrderLine;
  billing: OrderRevision['billing'];
  shipped: Big;
  /** What the order covers of it; the rest is never billed. */
  covered: Big;
};

/** Shipments by order line, in the order of their days, and what is not right about them. */
export type Shipped = { parts: ShippedPart[]; findings: Finding[] };

/**
 * Measures shipments against the order. A shipment is covered up to the largest quantity that the order has had since its
 * day: a later, larger order covers what was too much, and a smaller one takes nothing back of what was shipped before it.
 */
export function shippedParts(
  revisions: readonly OrderRevision[],
  facts: readonly BillingFact[],
  { asOf, endsOn }: { asOf: string; endsOn: string | undefined },
): Shipped {
  const parts: ShippedPart[] = [];
  const findings: Finding[] = [];
  const coveredByLine = new Map<string, Big>();
  for (const fact of factsBy(facts, ['shipment'], asOf)) {
    const { on } = fact.event;
    const revision = orderOn(revisions, on);
    if (revision === undefined || (endsOn !== undefined && compareDates(on, endsOn) > 0)) {
      findings.push(outsideOrder(fact));
      continue;
    }
    for (const { key, quantity: shipped, index } of linesOf(fact)) {
      const line = revision.lines.get(key);
      if (line === undefined) {
        findings.push(unknownLine(fact, key, index));
        continue;
      }
      const before = coveredByLine.get(key) ?? new Big(0);
      const room = largestOrdered(revisions, key, on).minus(before);
      const covered = room.lte(0) ? new Big(0) : room.lt(shipped) ? room : shipped;
      coveredByLine.set(key, before.plus(covered));
      parts.push({ recordId: fact.recordId, on, line, billing: revision.billing, shipped, covered });
      if (covered.lt(shipped)) findings.push(overShipped(fact, index, shipped.minus(covered)));
    }
  }
  return { parts, findings };
}

/** A shipment may name an order line more than once; it is one quantity, at the place of the first. */
function linesOf({ event }: FactOf<'shipment'>): { key: string; quantity: Big; index: number }[] {
  const byKey = new Map<string, { key: string; quantity: Big; index: number }>();
  for (const [index, { orderLineKey: key, quantity }] of event.lines.entries()) {
    const known = byKey.get(key);
    byKey.set(key, {
      key,
      quantity: new Big(quantity).plus(known?.quantity ?? 0),
      index: known?.index ?? index,
    });
  }
  return [...byKey.values()];
}

function largestOrdered(revisions: readonly OrderRevision[], key: string, day: string): Big {
  const first = revisions.findLastIndex(({ from }) => compareDates(from, day) <= 0);
  return revisions.slice(first).reduce((largest, { lines }) => {
    const ordered = lines.get(key)?.ordered ?? new Big(0);
    return ordered.gt(largest) ? ordered : largest;
  }, new Big(0));
}

const outsideOrder = ({ recordId, event }: FactOf<'shipment'>): Finding =>
  errorFinding(
    'order.not_in_force',
    factPointer(recordId, '/on'),
    `Nothing is on order on ${event.on}, the day of the shipment.`,
    `出荷日${event.on}に有効な注文がありません。`,
  );

const unknownLine = ({ recordId }: FactOf<'shipment'>, key: string, index: number): Finding =>
  errorFinding(
    'order.unknown_line',
    factPointer(recordId, `/lines/${index}/orderLineKey`),
    `The order has no line "${key}" on the day of the shipment.`,
    `出荷日の注文に明細「${key}」がありません。`,
  );

const overShipped = ({ recordId }: FactOf<'shipment'>, index: number, excess: Big): Finding =>
  errorFinding(
    'order.over_shipped',
    factPointer(recordId, `/lines/${index}/quantity`),
    `${decimalToText(excess)} more were shipped than ordered; they are not billed.`,
    `注文数量を${decimalToText(excess)}超えて出荷されています。超過分は請求されません。`,
  );
