import Big from 'big.js';
import { compareDates } from '../../civil-date.ts';
import { AMOUNT_MINOR_MAX } from '../../money/amount-minor-max.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Charge } from '../charge.ts';
import { checkNotToExceed } from '../check-not-to-exceed.ts';
import type { FormCharges, FormChargesInput } from '../form-charges.ts';
import { planRevisions } from '../plan-revisions.ts';
import type { ListPriceOn } from '../pricing/list-price.ts';
import { printAmount } from '../print-amount.ts';
import { closingDayOf } from './closing-day-of.ts';
import { knownRevisions, type OrderLine, type OrderRevision, orderRevisions } from './order-lines.ts';
import { type ShippedPart, shippedParts } from './shipped-parts.ts';

/** Everything that an order's charges are made of. */
export type OrderChargesInput = FormChargesInput & { listPriceOn: ListPriceOn };

/**
 * The charges of an order by a day (R-F3): each shipment of each order line once, or each line whole where it is billed on
 * order, by the terms of the last revision then. Shipped amounts are rounded as they run up, so that the shipments of
 * a line add up to its own net exactly, the last one taking the residual. Fails with a sentence when the contract
 * contradicts itself or something cannot be priced.
 */
export function orderCharges(input: OrderChargesInput): Result<FormCharges> {
  const { contract, facts, asOf } = input;
  const plans = planRevisions(contract, 'order');
  if (!plans.ok) return plans;
  const revisions = orderRevisions(knownRevisions(plans.value, asOf), input.listPriceOn);
  if (!revisions.ok) return revisions;
  const last = revisions.value.at(-1);
  if (last === undefined) return ok({ charges: [], findings: [], isComplete: false });
  const shipped = shippedParts(revisions.value, facts, { asOf, endsOn: contract.endsOn });
  const charges = last.billing.when === 'on_order' ? onOrder(input, last) : byShipment(input, shipped.parts);
  if (charges.some(({ fullMinor }) => fullMinor > AMOUNT_MINOR_MAX)) {
    return fail('A line of the order comes to more than 18 digits.');
  }
  const findings = [...shipped.findings, ...checkNotToExceed(input, charges)];
  const isComplete = last.billing.when === 'on_order' || isShipped(last, shipped.parts);
  return ok({ charges, findings, isComplete });
}

/** Whether every line was shipped in full. */
const isShipped = ({ lines }: OrderRevision, parts: readonly ShippedPart[]): boolean =>
  [...lines.values()].every(({ key, ordered }) =>
    parts
      .reduce((sum, { line, covered }) => (line.key === key ? sum.plus(covered) : sum), new Big(0))
      .gte(ordered),
  );

function onOrder(input: OrderChargesInput, { lines }: OrderRevision): Charge[] {
  return [...lines.values()].map((line) => {
    const fullMinor = roundToMinor(line.ordered.times(line.unitPrice), input.currency, input.rounding);
    return {
      ...lineCharge(input, line, { quantity: line.ordered, fullMinor }),
      key: `order:${line.key}`,
      kind: 'order_line',
      invoiceOn: line.orderedOn,
      evidence: [],
    };
  });
}

/** The one place where a shipped amount is rounded. */
function byShipment(input: OrderChargesInput, parts: readonly ShippedPart[]): Charge[] {
  const { contract, currency, rounding, asOf } = input;
  // One that is billed together with others closes on the day of these.
  const isClosedAlone = contract.collective === undefined;
  const runningByLine = new Map<string, Big>();
  const charges: Charge[] = [];
  for (const { recordId, on, line, billing, covered } of parts) {
    const before = runningByLine.get(line.key) ?? new Big(0);
    const after = before.plus(covered.times(line.unitPrice));
    runningByLine.set(line.key, after);
    const fullMinor = roundToMinor(after, currency, rounding) - roundToMinor(before, currency, rounding);
    const isClosed = billing.when === 'closing_day' && isClosedAlone;
    const invoiceOn = isClosed ? closingDayOf(on, billing.day) : on;
    if (covered.eq(0) || compareDates(invoiceOn, asOf) > 0) continue;
    charges.push({
      ...lineCharge(input, line, { quantity: covered, fullMinor }),
      key: `shipment:${recordId}:${line.key}`,
      kind: 'shipment_line',
      description: { en: `Shipped ${on}`, ja: `${on}出荷分` },
      invoiceOn,
      evidence: [recordId],
    });
  }
  return charges.sort((one, other) => compareDates(one.invoiceOn, other.invoiceOn));
}

const lineCharge = (
  { currency, rounding }: OrderChargesInput,
  { sku, unitPrice }: OrderLine,
  { quantity, fullMinor }: { quantity: Big; fullMinor: bigint },
): Omit<Charge, 'key' | 'kind' | 'invoiceOn' | 'evidence'> => ({
  sku,
  description: null,
  ...printAmount({ quantity, unitPrice, amountMinor: fullMinor }, currency, rounding),
  units: quantity,
  fullMinor,
  unused: null,
  period: null,
});
