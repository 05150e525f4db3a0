import { describe, expect, test } from 'vitest';
import { checkIdentities } from '../../../runtime/src/core/invoice/check-identities.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { splitByWeight } from '../../../runtime/src/core/money/split-by-weight.ts';
import {
  computed,
  type DraftLineText,
  type DraftText,
  draftLine,
  draftText,
  japaneseDraftText,
  refused,
  taxesOf,
} from './sample-draft.ts';

const netsOf = ({ lines }: InvoiceDocument) => lines.map((line) => line.netAmount);
const priced = (unitPrice: string, changes: Partial<DraftLineText> = {}) =>
  draftLine({ unitPrice, ...changes });

describe('published figures', () => {
  test('TX-01, EN 16931 example 1 (ubl-tc434-example1.xml): tax is rounded once per rate of the document', () => {
    const document = computed(
      draftText({
        lines: [priced('183.23', { taxRatePercent: '6' }), priced('46.37', { taxRatePercent: '21' })],
      }),
    );
    expect(taxesOf(document)).toEqual(['S 21: 46.37 + 9.74', 'S 6: 183.23 + 10.99']);
    expect(document.totals).toMatchObject({ taxExclusive: '229.60', tax: '20.73', taxInclusive: '250.33' });
  });

  test('TX-02, Peppol BIS 3 Allowance-example.xml: allowances and charges of lines and document, base quantity, prepaid', () => {
    const parts = {
      charges: [{ amount: '1', reason: 'Freight' }],
      allowances: [{ amount: '101', reason: 'Rebate' }],
    };
    const taxed = { taxCategory: 'S', taxRatePercent: '25' } as const;
    const document = computed(
      draftText({
        lines: [
          priced('410', { quantity: '10', ...taxed, ...parts, baseQuantity: '1' }),
          priced('200', { quantity: '10', baseQuantity: '2', taxCategory: 'E', taxRatePercent: '0' }),
          priced('100', { quantity: '10', ...taxed, ...parts }),
        ],
        charges: [{ percent: '20', base: '1000', reason: 'Cleaning', ...taxed }],
        allowances: [{ amount: '200', reason: 'Discount', ...taxed }],
        prepaid: '1000.00',
      }),
    );
    expect(netsOf(document)).toEqual(['4000.00', '1000.00', '900.00']);
    expect(taxesOf(document)).toEqual(['S 25: 4900.00 + 1225.00', 'E 0: 1000.00 + 0.00']);
    expect(document.totals).toEqual({
      lineNet: '5900.00',
      allowances: '200.00',
      charges: '200.00',
      taxExclusive: '5900.00',
      tax: '1225.00',
      taxInclusive: '7125.00',
      prepaid: '1000.00',
      payable: '6125.00',
    });
    expect(document.charges).toEqual([
      { amount: '200.00', percent: '20', base: '1000.00', reason: 'Cleaning', ...taxed },
    ]);
    expect(checkIdentities(document)).toEqual([]);
  });

  test('TX-03 and J5, NTA Q&A 57: three lines of 105 yen at 10 % owe 31 yen rounded down, 346 in all', () => {
    const document = computed(japaneseDraftText({ lines: [priced('105'), priced('105'), priced('105')] }));
    expect(taxesOf(document)).toEqual(['S 10: 315 + 31']);
    expect(document.totals.payable).toBe('346');
  });

  test.each([
    ['round_net', '2.88', '0.11'],
    ['round_tax', '2.87', '0.12'],
  ] as const)('TX-04, Zuora: 2.99 with 4 %% in it by %s is %s and %s', (inclusive, base, tax) => {
    const document = computed(
      draftText({
        currency: 'USD',
        priceBasis: 'tax_inclusive',
        rounding: { inclusive },
        lines: [priced('2.99', { taxRatePercent: '4' })],
      }),
    );
    expect(taxesOf(document)).toEqual([`S 4: ${base} + ${tax}`]);
    expect(document.lines[0]).toMatchObject({ netAmount: base, grossAmount: '2.99' });
    expect(document.totals.payable).toBe('2.99');
    expect(checkIdentities(document)).toEqual([]);
  });

  test('TX-06, GOBL TestCalculateTotalsWithFractions: precise lines come to 122.61, lines in currency to 122.62', () => {
    const lines = [priced('3.05', { quantity: '20.10' }), priced('3.05', { quantity: '20.10' })];
    const inCurrency = computed(draftText({ lines }));
    const precise = computed(draftText({ lines, rounding: { lines: 'precise' } }));
    expect(netsOf(inCurrency)).toEqual(['61.31', '61.31']);
    expect(inCurrency.totals.lineNet).toBe('122.62');
    // GOBL prints 61.31 twice beside 122.61; here the printed lines add up, and the precise net stands beside them.
    expect(netsOf(precise)).toEqual(['61.31', '61.30']);
    expect(precise.lines.map((line) => line.preciseNet)).toEqual(['61.305', '61.305']);
    expect(precise.totals.lineNet).toBe('122.61');
    expect(checkIdentities(precise)).toEqual([]);
  });

  test('TX-07, Lago taxes_on_invoice_spec.rb: a fixed coupon is spread before tax by what each rate comes to', () => {
    const document = computed(
      draftText({
        lines: [
          priced('100', { taxRatePercent: '10' }),
          priced('50', { taxCategory: 'E', taxRatePercent: '0' }),
          priced('30', { taxRatePercent: '20' }),
          priced('20', { taxRatePercent: '20' }),
        ],
        allowances: [{ amount: '10.00', reason: 'Coupon' }],
      }),
    );
    expect(document.allowances?.map((part) => `${part.taxRatePercent}: ${part.amount}`)).toEqual([
      '20: 2.50',
      '10: 5.00',
      '0: 2.50',
    ]);
    expect(splitByWeight(250n, [3000n, 2000n])).toEqual([150n, 100n]);
    expect(taxesOf(document)).toEqual(['S 20: 47.50 + 9.50', 'S 10: 95.00 + 9.50', 'E 0: 47.50 + 0.00']);
    expect(document.totals).toMatchObject({ taxExclusive: '190.00', tax: '19.00', payable: '209.00' });
    expect(checkIdentities(document)).toEqual([]);
  });

  test('TX-09, Dynamics 365: rounded up per line and code 4.25 each and 17.00 in all, per document and code 8.49', () => {
    const perLine = { mode: 'up', tax: 'line' } as const;
    const lines = [priced('42.42'), priced('42.42')];
    // A line has one rate here: the two codes of the source are two documents of the same lines.
    const document = computed(draftText({ lines, rounding: perLine }));
    expect(computed(draftText({ lines: [priced('42.42')], rounding: perLine })).totals.tax).toBe('4.25');
    expect(document.totals.tax).toBe('8.50');
    expect(computed(draftText({ lines, rounding: { mode: 'up' } })).totals.tax).toBe('8.49');
    expect(checkIdentities(document)).toEqual([]);
  });

  test('CN-02, Lago credit_note_rounding_spec.rb: 193.33 plus 48.33 is 241.66, not the precise 241.67', () => {
    const document = computed(
      draftText({ lines: [priced('200', { quantity: '29', baseQuantity: '30', taxRatePercent: '25' })] }),
    );
    expect(document.totals).toMatchObject({ taxExclusive: '193.33', tax: '48.33', taxInclusive: '241.66' });
  });

  test.each([
    ['down', '54546 + 5454', '37038 + 2962'],
    ['half_up', '54545 + 5455', '37037 + 2963'],
  ] as const)(
    'J1, NTA Q&A 57: of 60,000 and 40,000 yen with tax, rounded %s, the total stays',
    (mode, ten, eight) => {
      const document = computed(
        japaneseDraftText({
          priceBasis: 'tax_inclusive',
          rounding: { mode, inclusive: 'round_tax' },
          lines: [
            priced('20000', { quantity: '3' }),
            priced('40000', { taxCategory: 'AA', taxRatePercent: '8' }),
          ],
        }),
      );
      expect(taxesOf(document)).toEqual([`S 10: ${ten}`, `AA 8: ${eight}`]);
      expect(document.totals.payable).toBe('100000');
      expect(checkIdentities(document)).toEqual([]);
    },
  );

  test.each(['half_up', 'half_even', 'down', 'up'] as const)(
    'J4: 88,000 and 43,200 yen with tax hold 8,000 and 3,200 yen rounded %s',
    (mode) => {
      for (const inclusive of ['round_net', 'round_tax'] as const) {
        const lines = [priced('88000'), priced('43200', { taxCategory: 'AA', taxRatePercent: '8' })];
        const document = computed(
          japaneseDraftText({ priceBasis: 'tax_inclusive', rounding: { mode, inclusive }, lines }),
        );
        expect(document.taxRows.map((row) => row.tax)).toEqual(['8000', '3200']);
        expect(document.totals.payable).toBe('131200');
      }
    },
  );
});

describe('what follows from the totals', () => {
  test('the payable amount is rounded to a multiple, and the difference is stated (BT-114)', () => {
    const document = computed(
      draftText({
        currency: 'CHF',
        rounding: { payableTo: '0.05' },
        lines: [priced('10.02', { taxRatePercent: '8.1' })],
      }),
    );
    expect(document.totals).toMatchObject({ taxInclusive: '10.83', rounding: '0.02', payable: '10.85' });
    expect(checkIdentities(document)).toEqual([]);
  });

  test('the tax is stated in the tax currency at the given rate, rounded once (BT-111)', () => {
    const document = computed(
      japaneseDraftText({
        currency: 'USD',
        taxCurrency: 'JPY',
        exchangeRate: { rate: '150.25', source: 'TTM', date: '2026-11-20' },
        lines: [priced('333.30')],
      }),
    );
    expect(document.totals).toMatchObject({ tax: '33.33', taxInTaxCurrency: '5007' });
    expect(checkIdentities(document)).toEqual([]);
  });

  test('withholding is of the total without tax, drops what is below a yen in Japan, and changes no total', () => {
    const document = computed(
      japaneseDraftText({ lines: [priced('33333')], withholding: { ratePercent: '10.21' }, rounding: {} }),
    );
    expect(document.withholding).toEqual({ base: '33333', ratePercent: '10.21', amount: '3403' });
    expect(document.totals.payable).toBe('36666');
  });

  test('shares of instalments add up to the payable amount by largest remainder, and the last one is the due date', () => {
    const instalments = ['33.33', '33.33', '33.34'].map((sharePercent, index) => ({
      dueDate: `2027-0${index + 1}-31`.replace('02-31', '02-28'),
      sharePercent,
    }));
    const document = computed(draftText({ lines: [priced('90.91')], instalments }));
    expect(document.totals.payable).toBe('100.00');
    expect(document.instalments?.map((each) => each.amount)).toEqual(['33.33', '33.33', '33.34']);
    expect(document.dueDate).toBe('2027-03-31');
  });

  test('without instalments the due date follows from the terms once there is an issue date', () => {
    expect(computed(draftText()).dueDate).toBeNull();
    expect(computed(draftText({ issueDate: '2026-11-30' })).dueDate).toBe('2026-12-30');
  });

  test('the reason of an exemption is on the tax row (BT-120), where all lines give the same', () => {
    const exempt = { taxCategory: 'AE', taxRatePercent: '0', exemptionReason: 'Reverse charge' } as const;
    const [row] = computed(draftText({ lines: [draftLine(exempt), draftLine(exempt)] })).taxRows;
    expect(row).toMatchObject({ category: 'AE', exemptionReason: 'Reverse charge' });
  });

  test('what is computed is a document by its schema', () => {
    const document = computed(draftText({ allowances: [{ percent: '5', reason: 'Loyal' }] }));
    expect(InvoiceDocument.parse(document)).toEqual(document);
  });
});

describe('what is refused, with its place and its rule', () => {
  const cases: [string, Partial<DraftText>, string][] = [
    ['a currency that nobody knows', { currency: 'XXX' }, 'currency.unknown /currency'],
    [
      'an amount with more decimals than its currency',
      { allowances: [{ amount: '0.001', reason: 'x' }] },
      'amount.unreadable /allowances/0/amount',
    ],
    [
      'a line of more than 18 digits',
      { lines: [draftLine({ quantity: '999999999999999999', unitPrice: '10' })] },
      'amount.too_large /lines/0',
    ],
    [
      'a rounding of the payable amount to nothing',
      { rounding: { payableTo: '0.00' } },
      'rounding.payable_to_not_positive /rounding/payableTo',
    ],
    ['a tax currency without a rate', { taxCurrency: 'JPY' }, 'tax_currency.rate_missing /exchangeRate'],
    [
      'a tax currency that is the document\u2019s own',
      { taxCurrency: 'EUR' },
      'tax_currency.same /taxCurrency',
    ],
    [
      'shares that are not 100 percent',
      { instalments: [{ dueDate: '2027-01-31', sharePercent: '99.99' }] },
      'instalments.shares_sum /instalments',
    ],
    [
      'shares beside amounts',
      {
        instalments: [
          { dueDate: '2027-01-31', sharePercent: '100' },
          { dueDate: '2027-02-28', amount: '1' },
        ],
      },
      'instalments.mixed /instalments',
    ],
    [
      'an allowance that no proportion spreads',
      {
        lines: [draftLine(), draftLine({ quantity: '-1', isCredit: true, taxRatePercent: '20' })],
        allowances: [{ amount: '1.00', reason: 'x' }],
      },
      'allowance.not_spreadable /allowances/0',
    ],
    [
      'two reasons for one exemption',
      {
        lines: ['a', 'b'].map((exemptionReason) =>
          draftLine({ taxCategory: 'E', taxRatePercent: '0', exemptionReason }),
        ),
      },
      'tax.exemption_reasons_differ /lines/1/exemptionReason',
    ],
    [
      'more rates than a document has',
      {
        lines: Array.from({ length: 101 }, (_none, index) =>
          draftLine({ taxRatePercent: `1.${String(index + 1).padStart(3, '0')}` }),
        ),
      },
      'tax.too_many_rates /lines',
    ],
  ];
  test.each(cases)('%s', (_what, changes, expected) => {
    expect(refused(draftText(changes))).toEqual([expected]);
  });

  test('tax by line for a Japanese seller (消費税法施行令70条の10)', () => {
    expect(refused(japaneseDraftText({ rounding: { tax: 'line' } }))).toEqual([
      'japan.tax_per_line /rounding/tax',
    ]);
  });
});
