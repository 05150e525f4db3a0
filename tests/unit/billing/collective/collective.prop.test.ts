import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillingFact } from '../../../../runtime/src/core/billing/billing-fact.ts';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import { contractCharges } from '../../../../runtime/src/core/billing/contract-charges.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import type { DifferenceLine } from '../../../../runtime/src/core/billing/difference/difference-line.ts';
import { groupIntoInvoices } from '../../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import { addDays, compareDates } from '../../../../runtime/src/core/civil-date.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { bookLines } from '../difference/ledger.ts';
import { contractOf, factOf, inputOf, resultValue } from '../form-input.ts';

const START = '2026-01-01';
const DAYS = 150;
/** After the closing day of everything. */
const LAST_RUN = addDays(START, DAYS + 40);
const ORDERS = 3;
/** Pieces ordered of the one line of each order, at 33.5 yen. */
const ORDERED = 20;

const days = fc.integer({ min: 0, max: DAYS }).map((count) => addDays(START, count));
const histories = fc.record({
  closingDay: fc.constantFrom(5, 20, 31),
  shipments: fc.array(
    fc.record({
      order: fc.integer({ min: 0, max: ORDERS - 1 }),
      on: days,
      quantity: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 12 },
  ),
  /** Each run knows so many of the shipments and breaks off after so many invoices. */
  runs: fc.array(
    fc.record({
      asOf: days,
      known: fc.integer({ min: 0, max: 12 }),
      kept: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 6 },
  ),
});

const ordersOf = (closingDay: number) =>
  Array.from({ length: ORDERS }, (_, place) =>
    contractOf(
      {
        form: 'order',
        billing: { when: 'per_shipment' },
        lines: [{ key: 'l', sku: 'TEA', quantity: String(ORDERED), unitPrice: '33.5' }],
      },
      { title: `Order ${place}`, collective: { closingDay } },
    ),
  );

type OwnedLine = DifferenceLine & { order: number };

function runTogether(
  closingDay: number,
  facts: readonly BillingFact[][],
  booked: readonly BookedCharge[][],
  asOf: string,
) {
  const lines = ordersOf(closingDay).flatMap((contract, order): OwnedLine[] => {
    const { charges } = resultValue(
      contractCharges({
        ...inputOf(contract, facts[order] ?? [], { asOf }),
        booked: booked[order] ?? [],
        usageOf: () => ({ units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 }),
      }),
    );
    return bookDifference({
      ...{ charges, booked: booked[order] ?? [], asOf },
      ...{ currency: currencyOf('JPY'), rounding: 'half_up' },
    }).map((line) => ({ ...line, order }));
  });
  return groupIntoInvoices(lines, { collective: false, currency: currencyOf('JPY') });
}

const book = (booked: readonly BookedCharge[][], lines: readonly OwnedLine[]): BookedCharge[][] =>
  booked.map((ofOrder, order) =>
    bookLines(
      ofOrder,
      lines.filter((line) => line.order === order),
    ),
  );

test('whatever was known when and wherever runs broke off, each shipment is billed once, on the closing day of its period', () => {
  fc.assert(
    fc.property(histories, ({ closingDay, shipments, runs }) => {
      const factsOf = (known: number): BillingFact[][] =>
        Array.from({ length: ORDERS }, (_, order) =>
          shipments.flatMap((shipment, place) =>
            place >= known || shipment.order !== order
              ? []
              : factOf(`s${place}`, {
                  kind: 'shipment',
                  on: shipment.on,
                  lines: [{ orderLineKey: 'l', quantity: String(shipment.quantity) }],
                }),
          ),
        );
      let booked: BookedCharge[][] = Array.from({ length: ORDERS }, () => []);
      let known = 0;
      for (const run of [...runs].sort((one, other) => compareDates(one.asOf, other.asOf))) {
        known = Math.max(known, run.known);
        const { invoices } = runTogether(closingDay, factsOf(known), booked, run.asOf);
        expect(new Set(invoices.map(({ invoiceOn }) => invoiceOn)).size).toBe(invoices.length);
        for (const { invoiceOn, lines } of invoices.slice(0, run.kept)) {
          const isEnd = addDays(invoiceOn, 1).endsWith('-01');
          expect(isEnd || invoiceOn.endsWith(String(closingDay).padStart(2, '0'))).toBe(true);
          booked = book(booked, lines);
        }
      }
      const all = factsOf(shipments.length);
      const last = runTogether(closingDay, all, booked, LAST_RUN);
      for (const { lines } of last.invoices) booked = book(booked, lines);
      expect(runTogether(closingDay, all, booked, LAST_RUN).invoices).toEqual([]);
      // A yen that a late shipment takes off an earlier one may still wait for an invoice to come off.
      booked = book(booked, last.carried);
      for (const [order, ofOrder] of booked.entries()) {
        const shipped = shipments
          .filter((shipment) => shipment.order === order)
          .reduce((sum, { quantity }) => sum + quantity, 0);
        const net = ofOrder.reduce(
          (sum, { fullMinor, differenceMinor }) => sum + fullMinor + differenceMinor,
          0n,
        );
        // 33.5 × pieces, half up, in whole numbers.
        expect(net).toBe((335n * BigInt(Math.min(shipped, ORDERED)) + 5n) / 10n);
      }
    }),
    { numRuns: 300 },
  );
});
