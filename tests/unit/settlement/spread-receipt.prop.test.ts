import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageReceivables } from '../../../runtime/src/core/settlement/age-receivables.ts';
import { spreadReceipt } from '../../../runtime/src/core/settlement/spread-receipt.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const open = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    dueDate: fc.constantFrom(null, '2026-01-31', '2026-02-28', '2026-12-31'),
    balanceMinor: amount,
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

test('nothing is lost, nobody gets more than is owed, and none is left while a rest is', () => {
  fc.assert(
    fc.property(amount, open, (received, invoices) => {
      const { parts, restMinor } = spreadReceipt(received, invoices);
      const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
      const owed = invoices.reduce((total, { balanceMinor }) => total + balanceMinor, 0n);
      expect(sum + restMinor).toBe(received);
      for (const { id, amountMinor } of parts) {
        expect(amountMinor).toBeLessThanOrEqual(invoices.find((one) => one.id === id)?.balanceMinor ?? -1n);
      }
      expect(restMinor > 0n ? sum : owed).toBe(owed);
    }),
  );
});

test('the order in which invoices are given changes nothing', () => {
  fc.assert(
    fc.property(amount, open, (received, invoices) => {
      expect(spreadReceipt(received, invoices.toReversed())).toEqual(spreadReceipt(received, invoices));
    }),
  );
});

test('every receivable is in exactly one age, and what is disputed is within the total', () => {
  const receivable = fc.record({
    dueDate: fc.constantFrom('2026-06-01', '2026-09-15', '2026-10-20', '2026-11-24', '2026-12-31'),
    balanceMinor: amount,
    isDisputed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(receivable, { maxLength: 8 }), (receivables) => {
      const aged = ageReceivables(receivables, '2026-11-24');
      const late = Object.values(aged.overdueMinor).reduce((total, minor) => total + minor, 0n);
      expect(aged.notDueMinor + late).toBe(aged.totalMinor);
      expect(aged.totalMinor).toBe(receivables.reduce((total, { balanceMinor }) => total + balanceMinor, 0n));
      expect(aged.disputedMinor).toBeLessThanOrEqual(aged.totalMinor);
    }),
  );
});
