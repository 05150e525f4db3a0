import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { subscriptionCharges } from '../../../../runtime/src/core/billing/subscription/subscription-charges.ts';
import { computeTotals } from '../../../../runtime/src/core/invoice/compute-totals.ts';
import {
  chargesOf,
  contractOf,
  currencyOf,
  inputOf,
  monthly,
  rowsOf,
  seat,
} from './subscription-contract.ts';

const refusalOf = (input: Parameters<typeof subscriptionCharges>[0]): string => {
  const charges = subscriptionCharges(input);
  return charges.ok ? 'charged' : charges.reason;
};

describe('periods', () => {
  test('in advance are due on their first day, and none before it', () => {
    const contract = contractOf({ '2026-01-31': monthly() });
    expect(rowsOf(chargesOf(contract, '2026-03-30'))).toEqual([
      ['2026-01-31', '2026-02-27', 10_000n, '2026-01-31'],
      ['2026-02-28', '2026-03-30', 10_000n, '2026-02-28'],
    ]);
    expect(chargesOf(contract, '2026-01-30')).toEqual([]);
  });

  test('in arrears are due on the day after their last', () => {
    const contract = contractOf({ '2026-01-31': monthly({ items: [seat({ timing: 'in_arrears' })] }) });
    expect(rowsOf(chargesOf(contract, '2026-02-28'))).toEqual([
      ['2026-01-31', '2026-02-27', 10_000n, '2026-02-28'],
    ]);
    expect(chargesOf(contract, '2026-02-27')).toEqual([]);
  });

  test('have keys that a later run does not change', () => {
    const contract = contractOf({ '2026-01-31': monthly() });
    const keys = chargesOf(contract, '2026-12-31').map(({ key }) => key);
    expect(keys.slice(0, 3)).toEqual(['sub:seat:2026-01-31', 'sub:seat:2026-02-28', 'sub:seat:2026-03-31']);
    expect(chargesOf(contract, '2026-06-15').map(({ key }) => key)).toEqual(keys.slice(0, 5));
  });

  test('before the anchor are charged by their share: 38.71 of 50.00, with 20 % tax 46.45 (PR-11, Lago spending_minimum_spec)', () => {
    const plan = monthly({
      anchorDay: 1,
      proration: { basis: 'day', interval: 'inclusive' },
      items: [seat({ unitPrice: '50.00' })],
    });
    const [stub, next] = chargesOf(contractOf({ '2023-01-08': plan }), '2023-02-01');
    expect(stub).toMatchObject({ fullMinor: 3871n, period: { from: '2023-01-08', to: '2023-01-31' } });
    expect(next).toMatchObject({ fullMinor: 5000n, period: { from: '2023-02-01', to: '2023-02-28' } });
    const { totals } = computeTotals({
      currency: currencyOf('USD'),
      rounding: 'half_up',
      lines: [
        {
          quantity: stub?.quantity ?? new Big(0),
          unitPrice: stub?.unitPrice ?? new Big(0),
          discountPercent: new Big(0),
          taxCategory: 'S',
          taxRatePercent: new Big(20),
        },
      ],
    });
    expect([totals.tax.amountMinor, totals.payable.amountMinor]).toEqual([774n, 4645n]);
  });

  test('are not more than 1,200 of an item', () => {
    const daily = monthly({ interval: { unit: 'day', count: 1 } });
    const contract = contractOf({ '2020-01-01': daily });
    expect(chargesOf(contract, '2023-04-14')).toHaveLength(1200);
    expect(refusalOf(inputOf(contract, '2023-04-15'))).toBe(
      '"seat" has more than 1200 periods by 2023-04-15.',
    );
  });
});

describe('the price', () => {
  test('of an item without one is the master’s on the first day of each charge', () => {
    const contract = contractOf({ '2026-01-01': monthly({ items: [seat({ unitPrice: undefined })] }) });
    const listPriceOn = (_sku: string, day: string) => new Big(day < '2026-02-01' ? '7.00' : '8.50');
    const charges = subscriptionCharges({ ...inputOf(contract, '2026-02-01'), listPriceOn });
    expect(charges.ok && charges.value.map(({ fullMinor }) => fullMinor)).toEqual([700n, 850n]);
  });

  test('that the master does not have is refused with the product and the day', () => {
    const contract = contractOf({ '2026-01-01': monthly({ items: [seat({ unitPrice: undefined })] }) });
    expect(refusalOf({ ...inputOf(contract, '2026-01-01'), listPriceOn: () => null })).toBe(
      '"SEAT" has no price in the product master on 2026-01-01.',
    );
  });

  test('is rounded once, by the given mode, after the share', () => {
    const plan = monthly({ anchorDay: 1, items: [seat({ quantity: '3', unitPrice: '33.335' })] });
    const input = inputOf(contractOf({ '2026-01-17': plan }), '2026-01-17');
    const amountOf = (rounding: 'half_up' | 'down' | 'up') => {
      const charges = subscriptionCharges({ ...input, rounding });
      return charges.ok && charges.value[0]?.fullMinor;
    };
    // 100.005 × 15 / 31 = 48.38951…
    expect([amountOf('half_up'), amountOf('down'), amountOf('up')]).toEqual([4839n, 4838n, 4839n]);
  });

  test('of more than 18 digits is refused, never cut', () => {
    const items = [seat({ quantity: '999999999999999999', unitPrice: '999999999999999999' })];
    const contract = contractOf({ '2026-01-01': monthly({ items }) });
    expect(refusalOf(inputOf(contract, '2026-01-01'))).toMatch(/more than 18 digits/);
  });
});

describe('a revision', () => {
  test('in mid-period shortens the charge of a changed item and charges the new terms for the rest', () => {
    const contract = contractOf({
      '2026-01-01': monthly(),
      '2026-01-16': monthly({ items: [seat({ quantity: '2' })] }),
    });
    const [old, changed, next] = chargesOf(contract, '2026-02-01');
    expect(old).toMatchObject({
      key: 'sub:seat:2026-01-01',
      fullMinor: 10_000n,
      unused: {
        numerator: 16n,
        denominator: 31n,
        period: { from: '2026-01-16', to: '2026-01-31' },
      },
    });
    expect(changed).toMatchObject({
      key: 'sub:seat:2026-01-16',
      fullMinor: 10_323n,
      unused: null,
      description: { en: '16 of 31 days of 2 × 100', ja: '2 × 100の日割り（31日のうち16日分）' },
    });
    expect(next).toMatchObject({ key: 'sub:seat:2026-02-01', fullMinor: 20_000n, description: null });
  });

  test('leaves an item that it does not change its one charge, also when its price is written otherwise', () => {
    const contract = contractOf({
      '2026-01-01': monthly(),
      '2026-01-16': monthly({ items: [seat({ unitPrice: '100' }), seat({ key: 'extra' })] }),
    });
    expect(chargesOf(contract, '2026-01-31').map(({ key, unused }) => [key, unused])).toEqual([
      ['sub:seat:2026-01-01', null],
      ['sub:extra:2026-01-16', null],
    ]);
  });

  test('with another price on the renewal day holds from it on', () => {
    const yearly = (unitPrice: string) =>
      monthly({ interval: { unit: 'year', count: 1 }, items: [seat({ unitPrice })] });
    const contract = contractOf({ '2025-04-01': yearly('1200.00'), '2026-04-01': yearly('1320.00') });
    expect(chargesOf(contract, '2027-04-01').map(({ fullMinor, unused }) => [fullMinor, unused])).toEqual([
      [120_000n, null],
      [132_000n, null],
      [132_000n, null],
    ]);
  });

  test('that pauses ends the charge on its day, and the resumption charges the rest of its period', () => {
    const contract = contractOf({
      '2026-01-01': monthly(),
      '2026-01-11': monthly({ isPaused: true }),
      '2026-03-22': monthly(),
    });
    const [january, march, april, ...others] = chargesOf(contract, '2026-04-01');
    expect(january?.unused).toMatchObject({ numerator: 21n, denominator: 31n });
    expect(march).toMatchObject({
      fullMinor: 3226n,
      unused: null,
      period: { from: '2026-03-22', to: '2026-03-31' },
    });
    expect(april).toMatchObject({ fullMinor: 10_000n, period: { from: '2026-04-01' } });
    expect(others).toEqual([]);
  });

  test('without items ends everything on its day, or after it where the last day of a part counts', () => {
    const ended = (interval: 'half_open' | 'inclusive') => {
      const proration = { basis: 'day' as const, interval };
      return chargesOf(
        contractOf({
          '2026-01-01': monthly({ proration }),
          '2026-01-16': monthly({ proration, items: [] }),
        }),
        '2026-12-31',
      ).map(({ unused }) => unused?.period.from);
    };
    expect(ended('half_open')).toEqual(['2026-01-16']);
    expect(ended('inclusive')).toEqual(['2026-01-17']);
  });

  test('in a plan with fixed months is counted by 30 days', () => {
    const proration = { basis: 'fixed30' as const, interval: 'half_open' as const };
    const contract = contractOf({
      '2026-01-01': monthly({ proration }),
      '2026-01-16': monthly({ proration, items: [seat({ unitPrice: '60.00' })] }),
    });
    const [old, changed] = chargesOf(contract, '2026-01-31');
    expect(old?.unused).toMatchObject({ numerator: 15n, denominator: 30n });
    expect(changed?.fullMinor).toBe(3000n);
  });

  test('in a plan without proration waits for the next period, and a part that has begun is whole', () => {
    const proration = { basis: 'none' as const, interval: 'half_open' as const };
    const contract = contractOf(
      {
        '2026-01-16': monthly({ proration, anchorDay: 1 }),
        '2026-02-10': monthly({ proration, anchorDay: 1, items: [seat({ unitPrice: '60.00' })] }),
      },
      { endsOn: '2026-03-10' },
    );
    expect(chargesOf(contract, '2026-12-31').map(({ fullMinor, unused }) => [fullMinor, unused])).toEqual([
      [10_000n, null],
      [10_000n, null],
      [6000n, null],
    ]);
  });

  test('with another interval begins new periods on its day', () => {
    const contract = contractOf({
      '2026-01-31': monthly(),
      '2026-02-10': monthly({
        interval: { unit: 'year', count: 1 },
        items: [seat({ unitPrice: '1000.00' })],
      }),
    });
    const [month, year, next] = chargesOf(contract, '2027-02-10');
    expect(month?.unused).toMatchObject({ numerator: 18n, denominator: 28n });
    expect(year).toMatchObject({ fullMinor: 100_000n, period: { from: '2026-02-10', to: '2027-02-09' } });
    expect(next?.period?.from).toBe('2027-02-10');
  });
});

test('another anchor day begins new periods from the revision’s day, also of an item at the same price', () => {
  const contract = contractOf({ '2026-01-01': monthly(), '2026-01-11': monthly({ anchorDay: 16 }) });
  const [old, stub, next] = chargesOf(contract, '2026-01-31');
  expect(old?.unused?.period).toEqual({ from: '2026-01-11', to: '2026-01-31' });
  // 100.00 × 5 of the 31 days from 16 December
  expect(stub).toMatchObject({ fullMinor: 1613n, period: { from: '2026-01-11', to: '2026-01-15' } });
  expect(next).toMatchObject({ fullMinor: 10_000n, period: { from: '2026-01-16', to: '2026-02-15' } });
});

describe('the end of a contract', () => {
  test('leaves nothing after it and makes the last period a part', () => {
    const contract = contractOf({ '2026-01-01': monthly() }, { endsOn: '2026-02-14' });
    const charges = chargesOf(contract, '2026-12-31');
    expect(charges.map(({ key }) => key)).toEqual(['sub:seat:2026-01-01', 'sub:seat:2026-02-01']);
    expect(charges[1]?.unused).toEqual({
      numerator: 14n,
      denominator: 28n,
      period: { from: '2026-02-15', to: '2026-02-28' },
    });
  });

  test('in arrears is billed on the day after it', () => {
    const plan = monthly({ items: [seat({ timing: 'in_arrears' })] });
    const contract = contractOf({ '2026-01-01': plan }, { endsOn: '2026-01-14' });
    expect(chargesOf(contract, '2026-01-15').map(({ invoiceOn }) => invoiceOn)).toEqual(['2026-01-15']);
  });
});

describe('a contract that contradicts itself is refused', () => {
  test.each([
    [
      'of two revisions on one day',
      contractOf(
        { '2026-01-01': monthly() },
        {
          revisions: [
            { effectiveOn: '2026-01-01', plan: monthly() },
            { effectiveOn: '2026-01-01', plan: monthly() },
          ],
        },
      ),
      'Two revisions begin on 2026-01-01.',
    ],
    [
      'of an anchor day for weeks',
      contractOf({ '2026-01-01': monthly({ interval: { unit: 'week', count: 1 }, anchorDay: 1 }) }),
      'The revision of 2026-01-01 has an anchor day, which periods of days cannot have.',
    ],
    [
      'of two items with one key',
      contractOf({ '2026-01-01': monthly({ items: [seat(), seat()] }) }),
      'The revision of 2026-01-01 has two items of the same key.',
    ],
    [
      'of a start in another age',
      contractOf({ '0026-01-01': monthly() }),
      'The contract starts before 1900-01-01.',
    ],
  ])('because %s', (_why, contract, reason) => {
    expect(refusalOf(inputOf(contract, '2026-06-01'))).toBe(reason);
  });
});

test('a whole period stands for its units, a part of one for none that can be said', () => {
  const plan = monthly({ anchorDay: 1, items: [seat({ quantity: '4' })] });
  const charges = chargesOf(contractOf({ '2026-01-16': plan }), '2026-02-01');
  expect(charges.map(({ units }) => units?.toString())).toEqual([undefined, '4']);
});
