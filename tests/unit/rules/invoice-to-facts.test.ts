import { describe, expect, test } from 'vitest';
import { factsToJson } from '../../../runtime/src/core/rules/facts-to-json.ts';
import { FACT_TYPES, LINE_FACT_TYPES } from '../../../runtime/src/core/rules/rule-facts.ts';
import { sampleFacts, sampleLine, totalOf } from './sample-invoice.ts';

describe('the facts of an invoice', () => {
  test('hold money in minor units and rates in parts per million', () => {
    const lines = [
      sampleLine(),
      sampleLine({
        position: 2,
        discount: { percent: '12.5', amount: '337.50', reason: 'x' },
        netAmount: '2362.50',
      }),
    ];
    expect(sampleFacts({ lines, totals: totalOf('5062.5'), purchaseOrder: 'PO-1' })).toEqual({
      documentKind: 'invoice',
      currency: 'USD',
      entityId: 'ent_00000001',
      customerId: 'cus_00000001',
      locale: 'en',
      totalMinor: 506_250n,
      taxExclusiveMinor: 506_250n,
      discountMinor: 33_750n,
      allowancesMinor: 0n,
      creditMinor: 0n,
      maxDiscountPpm: 125_000n,
      lineCount: 2n,
      hasManualPrice: false,
      exceedsAllowedDiscount: false,
      hasPurchaseOrder: true,
      hasContract: false,
      isNewCustomer: false,
      hasBuyerMismatch: false,
      isMarginKnown: true,
      // 5,062.50 less twice 1,080.00, of 5,062.50: 57.3333… %
      marginPpm: 573_333n,
      creditReason: '',
      commandMinor: 0n,
      commandTotalMinor: 0n,
      commandReason: '',
      now: '2026-11-24T09:00:00.000Z',
      termsDays: 30n,
      termsDaysMax: 30n,
      hasOtherTerms: false,
      baseCurrency: 'USD',
      totalBaseMinor: 506_250n,
      lines: [
        {
          sku: 'API-PREMIUM',
          netMinor: 270_000n,
          discountPpm: 0n,
          hasManualPrice: false,
          overAllowedDiscountPpm: 0n,
          isMarginKnown: true,
          marginPpm: 600_000n,
          taxCategory: 'S',
        },
        {
          sku: 'API-PREMIUM',
          netMinor: 236_250n,
          discountPpm: 125_000n,
          hasManualPrice: false,
          overAllowedDiscountPpm: 0n,
          isMarginKnown: true,
          // 2,362.50 less 1,080.00, of 2,362.50: 54.2857… %
          marginPpm: 542_857n,
          taxCategory: 'S',
        },
      ],
    });
  });

  test('are the facts that rules may name, and no others', () => {
    const address = { line1: '1 Main St', city: 'Austin', country: 'US' };
    const facts = sampleFacts({ buyer: { name: 'Buyer', address } });
    expect(new Set(Object.keys(facts))).toEqual(new Set(Object.keys(FACT_TYPES)));
    expect(new Set(Object.keys(facts.lines?.[0] ?? {}))).toEqual(new Set(Object.keys(LINE_FACT_TYPES)));
  });

  test.each([
    ['the percentage, when it explains the amount', '10', '33.35', '3.34', 100_000n],
    ['the percentage, also rounded down', '10', '33.35', '3.33', 100_000n],
    ['the amount, when it is more than the percentage', '5', '100.00', '20.00', 200_000n],
    ['the amount, when there is no percentage', undefined, '100.00', '10.01', 100_100n],
    ['the amount rounded up to the next millionth', undefined, '3.00', '1.00', 333_334n],
    ['everything, when there was nothing to take it from', undefined, '0', '1.00', 1_000_000n],
    ['nothing, when the discount is zero', undefined, '0', '0.00', 0n],
  ])('count as discount %s', (_what, percent, unitPrice, amount, ppm) => {
    const discount = { amount, reason: 'x', ...(percent === undefined ? {} : { percent }) };
    expect(sampleFacts({ lines: [sampleLine({ quantity: '1', unitPrice, discount })] }).maxDiscountPpm).toBe(
      ppm,
    );
  });

  test.each([
    ['net:0', 0n, 0n],
    ['net:45', 45n, 45n],
    ['eom+0:day31', undefined, 30n],
    ['eom+1:day31', undefined, 61n],
    ['eom+1:day10', undefined, 40n],
    ['eom+12:day31', undefined, 396n],
    ['on receipt', undefined, undefined],
  ])('say of the terms %s how long they can leave to pay', (code, termsDays, termsDaysMax) => {
    const facts = sampleFacts({ terms: { code, text: '' } });
    expect([facts.termsDays, facts.termsDaysMax]).toEqual([termsDays, termsDaysMax]);
  });

  test('say of a credit note what it gives back and why', () => {
    const facts = sampleFacts({ type: 'credit_note', totals: totalOf('-12.50'), notes: ['Sent back'] });
    expect(facts).toMatchObject({
      documentKind: 'credit_note',
      totalMinor: -1250n,
      creditMinor: 1250n,
      creditReason: 'Sent back',
    });
    expect(sampleFacts({ notes: ['Thank you'] })).toMatchObject({ creditMinor: 0n, creditReason: '' });
  });

  test('count the allowances of the document and of its lines', () => {
    const allowance = { amount: '10.00', reason: 'x' };
    const facts = sampleFacts({
      allowances: [{ ...allowance, taxCategory: 'S', taxRatePercent: '10' }],
      lines: [sampleLine({ allowances: [allowance, { ...allowance, amount: '0.5' }] })],
    });
    expect(facts.allowancesMinor).toBe(2050n);
  });

  test.each([
    [undefined, false],
    ['225', false],
    ['225.000', false],
    ['225.01', true],
  ])('call a price of 225.00 beside a list price of %s manual: %s', (listPrice, isManual) => {
    const line = sampleLine(listPrice === undefined ? {} : { listPrice });
    expect(sampleFacts({ lines: [line] }).hasManualPrice).toBe(isManual);
  });

  test.each([
    ['without a product is a manual price', '', true],
    ['of a product at its list price is none', 'prd_00000001', false],
  ])('a line that was added by hand %s', (_name, productId, isManual) => {
    const source = {
      ...{ system: 'hub', connectionId: '', object: 'added_line', externalId: 'lin_1', recordId: '' },
      kind: 'added_line' as const,
    };
    expect(sampleFacts({ lines: [sampleLine({ productId, source })] }).hasManualPrice).toBe(isManual);
  });

  test.each([
    ['a discount', { discount: { percent: '15', amount: '405.00', reason: 'x' } }, 50_000n],
    ['a price below the list price', { listPrice: '300' }, 150_000n],
    [
      'both together',
      { listPrice: '250', discount: { percent: '10', amount: '270.00', reason: 'x' } },
      90_000n,
    ],
    ['a line that says so, by one at least', {}, 1n],
  ])('say by how much more than the master allows a line lets go: %s', (_what, line, ppm) => {
    const facts = sampleFacts({ lines: [sampleLine({ ...line, allowedDiscountPercent: '10' })] });
    expect(facts.exceedsAllowedDiscount).toBe(true);
    expect(facts.lines?.[0]?.overAllowedDiscountPpm).toBe(ppm);
  });

  test('hold the total in the entity’s currency, rounded up, and nothing of it without a rate', () => {
    // 2,700.00 USD × 156.2301 = 421821.27
    expect(sampleFacts({}, { currency: 'JPY', rate: '156.2301' })).toMatchObject({
      baseCurrency: 'JPY',
      totalBaseMinor: 421_822n,
    });
    const unknown = sampleFacts({}, { currency: 'JPY', rate: null });
    expect(unknown).toMatchObject({ baseCurrency: 'JPY' });
    expect(unknown).not.toHaveProperty('totalBaseMinor');
  });

  test('are stored as JSON without a loss', () => {
    const stored = factsToJson(sampleFacts({ totals: totalOf('9007199254740993.00') }));
    expect(stored).toMatchObject({ totalMinor: '900719925474099300', lines: [{ netMinor: '270000' }] });
    expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
  });
});
