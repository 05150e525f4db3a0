import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closingDayOf } from '../../../../runtime/src/core/billing/orders/closing-day-of.ts';
import { orderCharges } from '../../../../runtime/src/core/billing/orders/order-charges.ts';
import { traceOrder } from '../../../../runtime/src/core/billing/orders/trace-order.ts';
import type { OrderPlan } from '../../../../runtime/src/core/canonical/contract-order.ts';
import { roundToMinor } from '../../../../runtime/src/core/money/round-to-minor.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { brief, contractOf, decimal, factOf, inputOf, resultValue, sumMinor } from '../form-input.ts';

const planOf = (
  billing: OrderPlan['billing'],
  quantity = '100',
  unitPrice: string | undefined = '250',
): OrderPlan => ({
  form: 'order',
  billing,
  lines: [{ key: 'l1', sku: 'bolt', quantity, ...(unitPrice === '' ? {} : { unitPrice }) }],
});
const shipment = (id: string, on: string, quantity: string, version = 1) =>
  factOf(id, { kind: 'shipment', on, lines: [{ orderLineKey: 'l1', quantity }] }, version);
const each = { when: 'per_shipment' } as const;

test('a closing day is the day itself or the next one, 31 the end of any month', () => {
  expect(closingDayOf('2026-01-20', 20)).toBe('2026-01-20');
  expect(closingDayOf('2026-01-21', 20)).toBe('2026-02-20');
  expect(closingDayOf('2026-01-31', 30)).toBe('2026-02-28');
  expect(closingDayOf('2028-02-10', 31)).toBe('2028-02-29');
  expect(closingDayOf('2026-12-25', 20)).toBe('2027-01-20');
});

test('partial shipments are billed one by one, each quantity once', () => {
  const facts = [shipment('s2', '2026-03-05', '70'), shipment('s1', '2026-02-10', '30')];
  const { charges, findings } = resultValue(orderCharges(inputOf(contractOf(planOf(each)), facts)));
  expect(brief(charges)).toEqual([
    ['shipment:s1:l1', '2026-02-10', 7500n],
    ['shipment:s2:l1', '2026-03-05', 17500n],
  ]);
  expect(charges[0]).toMatchObject({ evidence: ['s1'], quantity: decimal('30'), unitPrice: decimal('250') });
  expect(findings).toEqual([]);
});

test('a year of shipments closes at the end of each month, and is not billed before', () => {
  const contract = contractOf(planOf({ when: 'closing_day', day: 31 }));
  const facts = [
    shipment('a', '2026-01-05', '10'),
    shipment('b', '2026-01-31', '20'),
    shipment('c', '2026-02-01', '5'),
    shipment('d', '2026-11-30', '65'),
  ];
  const on = (asOf: string) => brief(resultValue(orderCharges(inputOf(contract, facts, { asOf }))).charges);
  expect(on('2026-01-30')).toEqual([]);
  expect(on('2026-12-31')).toEqual([
    ['shipment:a:l1', '2026-01-31', 2500n],
    ['shipment:b:l1', '2026-01-31', 5000n],
    ['shipment:c:l1', '2026-02-28', 1250n],
    ['shipment:d:l1', '2026-11-30', 16250n],
  ]);
});

test('an order that is billed at once needs no shipment, and a smaller revision makes its charge smaller', () => {
  const contract = contractOf(
    planOf({ when: 'on_order' }),
    {},
    { '2026-03-01': planOf({ when: 'on_order' }, '80') },
  );
  const on = (asOf: string) => brief(resultValue(orderCharges(inputOf(contract, [], { asOf }))).charges);
  expect(on('2026-02-28')).toEqual([['order:l1', '2026-01-01', 25000n]]);
  expect(on('2026-03-01')).toEqual([['order:l1', '2026-01-01', 20000n]]);
});

test('what is shipped above the order is a finding and never a charge, until a larger order covers it', () => {
  const facts = [shipment('s1', '2026-02-01', '60'), shipment('s2', '2026-02-02', '50')];
  const small = resultValue(orderCharges(inputOf(contractOf(planOf(each)), facts)));
  expect(brief(small.charges).map(([, , amount]) => amount)).toEqual([15000n, 10000n]);
  expect(small.findings).toMatchObject([
    { code: 'order.over_shipped', pointer: '/facts/s2/lines/0/quantity', level: 'error' },
  ]);
  const larger = contractOf(planOf(each), {}, { '2026-03-01': planOf(each, '110', '300') });
  const covered = resultValue(orderCharges(inputOf(larger, facts)));
  expect(brief(covered.charges).map(([, , amount]) => amount)).toEqual([15000n, 12500n]);
  expect(covered.findings).toEqual([]);
});

test('a smaller order takes nothing back of what was shipped, and refuses the next shipment', () => {
  const contract = contractOf(planOf(each), {}, { '2026-03-01': planOf(each, '50') });
  const facts = [shipment('s1', '2026-02-01', '60'), shipment('s2', '2026-03-02', '1')];
  const { charges, findings } = resultValue(orderCharges(inputOf(contract, facts)));
  expect(brief(charges)).toEqual([['shipment:s1:l1', '2026-02-01', 15000n]]);
  expect(findings).toMatchObject([{ code: 'order.over_shipped', pointer: '/facts/s2/lines/0/quantity' }]);
});

test('a line without a price takes the one of the master on the day of the order, and is refused without', () => {
  const contract = contractOf(planOf(each, '100', ''));
  const listPriceOn = (_sku: string, day: string) => (day === '2026-01-01' ? decimal('40') : null);
  const facts = [shipment('s1', '2026-05-01', '2')];
  expect(sumMinor(resultValue(orderCharges(inputOf(contract, facts, { listPriceOn }))).charges)).toBe(80n);
  expect(orderCharges(inputOf(contract, facts))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('"bolt" has no price'),
  });
});

test('an unknown order line and a day without an order are findings', () => {
  const facts = [
    factOf('x', { kind: 'shipment', on: '2026-02-01', lines: [{ orderLineKey: 'zz', quantity: '1' }] }),
    shipment('y', '2025-12-31', '1'),
  ];
  const { charges, findings } = resultValue(orderCharges(inputOf(contractOf(planOf(each)), facts)));
  expect(charges).toEqual([]);
  expect(findings.map(({ code }) => code)).toEqual(['order.not_in_force', 'order.unknown_line']);
});

test('shipments of a line add up to its net exactly, none is negative, whatever their order', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 0, max: 99_999 }),
      fc.boolean(),
      (thousandths, price, isReversed) => {
        const quantities = thousandths.map((part) => decimal(String(part)).times('0.001'));
        const ordered = quantities.reduce((sum, quantity) => sum.plus(quantity), decimal('0'));
        const unitPrice = decimal(String(price)).times('0.01');
        const facts = quantities.map((quantity, index) =>
          shipment(`s${index}`, '2026-02-01', quantity.toFixed()),
        );
        const contract = contractOf(planOf(each, ordered.toFixed(), unitPrice.toFixed()));
        const input = inputOf(contract, isReversed ? facts.toReversed() : facts);
        const { charges, findings } = resultValue(orderCharges(input));
        expect(charges).toEqual(resultValue(orderCharges(inputOf(contract, facts))).charges);
        expect(findings).toEqual([]);
        expect(sumMinor(charges)).toBe(roundToMinor(ordered.times(unitPrice), currencyOf('JPY'), 'half_up'));
        for (const { fullMinor, quantity, unitPrice: printed } of charges) {
          expect(fullMinor).toBeGreaterThanOrEqual(0n);
          expect(roundToMinor(quantity.times(printed), currencyOf('JPY'), 'half_up')).toBe(fullMinor);
        }
      },
    ),
  );
});

test('one trace shows what was ordered, shipped, invoiced and paid of a line, exact to a third', () => {
  const facts = [shipment('s1', '2026-02-01', '30'), shipment('s2', '2026-03-01', '20')];
  const booked = [
    {
      ...{
        key: 'shipment:s1:l1',
        kind: 'shipment_line' as const,
        sku: 'bolt',
        period: null,
        invoiceOn: '2026-02-01',
      },
      ...{ fullMinor: 7500n, differenceMinor: 0n, adjustmentMinor: 0n },
    },
  ];
  const settlements = [
    { payableMinor: 8250n, settledMinor: 2750n, lines: [{ key: 'shipment:s1:l1', netMinor: 7500n }] },
  ];
  const [trace] = resultValue(traceOrder(inputOf(contractOf(planOf(each)), facts), booked, settlements));
  expect(trace).toMatchObject({
    ordered: { quantity: decimal('100'), amountMinor: 25000n },
    shipped: { quantity: decimal('50') },
    invoiced: { quantity: decimal('30'), amountMinor: 7500n },
  });
  const paid = trace?.paid.amountMinor ?? { numerator: 0n, denominator: 1n };
  expect(paid.numerator).toBe(2500n * paid.denominator);
});

test('a shipment stands for what it brought, also where rounding makes one piece of it', () => {
  const facts = [shipment('s1', '2026-02-10', '2'), shipment('s2', '2026-03-05', '2')];
  const { charges } = resultValue(orderCharges(inputOf(contractOf(planOf(each, '4', '0.3')), facts)));
  expect(charges.map(({ units }) => units?.toString())).toEqual(['2', '2']);
  expect(charges.some(({ quantity, units }) => !quantity.eq(units ?? 0))).toBe(true);
});
