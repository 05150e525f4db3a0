import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterClosing, nextClosing } from '../../../../runtime/src/core/billing/difference/after-closing.ts';
import type { DifferenceLine } from '../../../../runtime/src/core/billing/difference/difference-line.ts';
import { closingDayOf } from '../../../../runtime/src/core/billing/orders/closing-day-of.ts';
import { addDays, compareDates } from '../../../../runtime/src/core/civil-date.ts';

const day = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2026-01-01', count));
const closed = fc
  .record({ day, closingDay: fc.integer({ min: 1, max: 31 }) })
  .map((one) => ({ until: closingDayOf(one.day, one.closingDay), closingDay: one.closingDay }));

const lineOn = (invoiceOn: string, amountMinor: bigint): DifferenceLine => ({
  ...{ key: 'k', kind: 'order_line', sku: 'TEA', books: 'full', invoiceOn, amountMinor },
  ...{
    quantity: new Big(1),
    unitPrice: new Big(1),
    period: null,
    description: null,
    reason: null,
    evidence: [],
  },
});

test('no charge falls due in a period that is closed, and none leaves a later one', () => {
  fc.assert(
    fc.property(closed, day, (periods, on) => {
      const { invoiceOn } = afterClosing(lineOn(on, 100n), periods);
      const isOpen = compareDates(on, periods.until) > 0;
      expect(invoiceOn).toBe(isOpen ? on : nextClosing(periods));
      expect(compareDates(invoiceOn, periods.until)).toBe(1);
      expect(closingDayOf(nextClosing(periods), periods.closingDay)).toBe(nextClosing(periods));
    }),
  );
});

test('what is given back stays where it is: it waits for any next invoice by itself', () => {
  fc.assert(
    fc.property(closed, day, (periods, on) => {
      expect(afterClosing(lineOn(on, -100n), periods).invoiceOn).toBe(on);
    }),
  );
});
