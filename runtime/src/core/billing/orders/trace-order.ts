import Big from 'big.js';
import { assert } from '../../assert.ts';
import { addRatios, type Ratio, ZERO_RATIO } from '../../money/ratio.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import { ok, type Result } from '../../result.ts';
import type { BookedCharge } from '../charge.ts';
import { planRevisions } from '../plan-revisions.ts';
import type { OrderChargesInput } from './order-charges.ts';
import { knownRevisions, orderRevisions } from './order-lines.ts';
import { shippedParts } from './shipped-parts.ts';

/** How far an invoice is settled, and what it has of each charge. */
export type InvoiceSettlement = {
  /** The amount to pay and what was paid of it, in minor units, tax included. */
  payableMinor: bigint;
  settledMinor: bigint;
  /** Net amounts by charge key, in minor units. */
  lines: readonly { key: string; netMinor: bigint }[];
};

/** One order line on its way from order to payment (R-F3-1); amounts are net, in minor units. */
export type OrderTrace = {
  key: string;
  sku: string;
  ordered: { quantity: Big; amountMinor: bigint };
  shipped: { quantity: Big };
  /** Of what the order covers; the amount with adjustments. */
  invoiced: { quantity: Big; amountMinor: bigint };
  /** The line's share of what was paid of its invoices, exact: each is paid in the same part as the whole invoice. */
  paid: { amountMinor: Ratio };
};

/** The trace of each line of the last revision by a day, in the order's order; fails with a sentence as `orderCharges` does. */
export function traceOrder(
  input: OrderChargesInput,
  booked: readonly BookedCharge[],
  settlements: readonly InvoiceSettlement[],
): Result<OrderTrace[]> {
  const plans = planRevisions(input.contract, 'order');
  if (!plans.ok) return plans;
  const revisions = orderRevisions(knownRevisions(plans.value, input.asOf), input.listPriceOn);
  if (!revisions.ok) return revisions;
  const { parts } = shippedParts(revisions.value, input.facts, {
    asOf: input.asOf,
    endsOn: input.contract.endsOn,
  });
  const last = revisions.value.at(-1);
  if (last === undefined) return ok([]);
  const bookedByKey = new Map(booked.map((each) => [each.key, each]));
  const paidByKey = paidShares(settlements);
  return ok(
    [...last.lines.values()].map((line) => {
      const ofLine = parts.filter((part) => part.line.key === line.key);
      const covered = new Map(ofLine.map((part) => [`shipment:${part.recordId}:${line.key}`, part.covered]));
      covered.set(`order:${line.key}`, line.ordered);
      const invoicedKeys = [...covered].filter(([key]) => bookedByKey.has(key));
      return {
        key: line.key,
        sku: line.sku,
        ordered: {
          quantity: line.ordered,
          amountMinor: roundToMinor(line.ordered.times(line.unitPrice), input.currency, input.rounding),
        },
        shipped: { quantity: ofLine.reduce((sum, { shipped }) => sum.plus(shipped), new Big(0)) },
        invoiced: {
          quantity: invoicedKeys.reduce((sum, [, quantity]) => sum.plus(quantity), new Big(0)),
          amountMinor: invoicedKeys.reduce((sum, [key]) => sum + netMinor(bookedByKey.get(key)), 0n),
        },
        paid: {
          amountMinor: [...covered.keys()].reduce(
            (sum, key) => addRatios(sum, paidByKey.get(key) ?? ZERO_RATIO),
            ZERO_RATIO,
          ),
        },
      };
    }),
  );
}

const netMinor = (booked: BookedCharge | undefined): bigint =>
  booked === undefined ? 0n : booked.fullMinor + booked.differenceMinor + booked.adjustmentMinor;

function paidShares(settlements: readonly InvoiceSettlement[]): Map<string, Ratio> {
  const paidByKey = new Map<string, Ratio>();
  for (const { payableMinor, settledMinor, lines } of settlements) {
    assert(payableMinor >= 0n, 'what is to be paid is not negative');
    for (const { key, netMinor: lineMinor } of lines) {
      // An invoice of zero is paid as it is.
      const paid =
        payableMinor === 0n
          ? { numerator: lineMinor, denominator: 1n }
          : { numerator: lineMinor * settledMinor, denominator: payableMinor };
      paidByKey.set(key, addRatios(paidByKey.get(key) ?? ZERO_RATIO, paid));
    }
  }
  return paidByKey;
}
