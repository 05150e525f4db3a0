import { expect, test } from 'vitest';
import { leakage } from '../../../runtime/src/core/billing/leakage.ts';
import { orderCharges } from '../../../runtime/src/core/billing/orders/order-charges.ts';
import { contractOf, factOf, inputOf, resultValue } from './form-input.ts';

test('what is billable and on no live invoice is listed by age and amount, and a part that is missing too', () => {
  const contract = contractOf({
    form: 'order',
    billing: { when: 'per_shipment' },
    lines: [{ key: 'l1', sku: 'bolt', quantity: '100', unitPrice: '10' }],
  });
  const days = ['2026-12-31', '2026-12-01', '2026-11-30', '2026-10-02', '2026-10-01', '2026-06-01'];
  const facts = days.map((on, index) =>
    factOf(`s${index}`, { kind: 'shipment', on, lines: [{ orderLineKey: 'l1', quantity: '10' }] }),
  );
  const input = inputOf(contract, facts);
  const { charges } = resultValue(orderCharges(input));
  const bookedOf = (key: string, fullMinor: bigint) => ({
    ...{ key, kind: 'shipment_line' as const, sku: 'bolt', period: null, invoiceOn: '2026-12-31' },
    ...{ fullMinor, differenceMinor: 0n, adjustmentMinor: 0n },
  });
  const booked = [bookedOf('shipment:s0:l1', 100n), bookedOf('shipment:s5:l1', 60n)];
  const { leaks, missingMinorByBucket } = leakage({ ...input, charges, booked });
  expect(leaks.map(({ key, ageDays, bucket, missingMinor }) => [key, ageDays, bucket, missingMinor])).toEqual(
    [
      ['shipment:s5:l1', 213, '91+', 40n],
      ['shipment:s4:l1', 91, '91+', 100n],
      ['shipment:s3:l1', 90, '61-90', 100n],
      ['shipment:s2:l1', 31, '31-60', 100n],
      ['shipment:s1:l1', 30, '0-30', 100n],
    ],
  );
  expect(missingMinorByBucket).toEqual({ '0-30': 100n, '31-60': 100n, '61-90': 100n, '91+': 140n });
});
