import Big from 'big.js';
import { expect, test } from 'vitest';
import { creditDocument } from '../../../../runtime/src/core/billing/credit/credit-document.ts';
import type { CreditRequest } from '../../../../runtime/src/core/billing/credit/credit-request.ts';
import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import type { RoundingMode } from '../../../../runtime/src/core/money/rounding.ts';
import { splitCredit } from '../../../../runtime/src/core/settlement/split-credit.ts';
import { computed, draftLine, draftText, japaneseDraftText } from '../../invoice/sample-draft.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { makeInvoice } from './make-invoice.ts';

const usd = { currency: currencyOf('USD'), mode: 'half_up' } as const;

function credit(original: InvoiceDocument, request: CreditRequest, earlier: InvoiceDocument[] = []) {
  const made = creditDocument({ original, earlier, request, ...usd });
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return made.document;
}

const WORKSHOP = makeInvoice(
  [
    { quantity: '3', unitPrice: '33.35', ratePercent: '10' },
    { quantity: '1', unitPrice: '500.00', discountMinor: 2_500n, ratePercent: '8' },
  ],
  'USD',
);

test('the whole of an invoice is credited by its mirror, which names it and asks for no payment', () => {
  const note = credit(WORKSHOP, 'all');
  expect(note.totals).toEqual({
    lineNet: '-575.05',
    taxExclusive: '-575.05',
    tax: '-48.01',
    taxInclusive: '-623.06',
    prepaid: '0.00',
    payable: '-623.06',
  });
  expect(WORKSHOP.totals.payable).toBe('623.06');
  expect(note.precedingInvoices).toEqual([{ number: 'INV-2026-0001', issueDate: '2026-10-01' }]);
  expect(note).toMatchObject({ type: 'credit_note', number: null, issueDate: null, dueDate: null });
  expect(note).not.toHaveProperty('paymentInstructions');
});

test('a part of the quantity comes with its share of the discount, and the rest takes what is left of it', () => {
  const original = makeInvoice(
    [{ quantity: '3', unitPrice: '100', discountMinor: 1_000n, ratePercent: '10' }],
    'USD',
  );
  const first = credit(original, [{ position: 1, quantity: new Big(1) }]);
  expect(first.lines[0]).toMatchObject({
    quantity: '-1',
    netAmount: '-96.67',
    discount: { amount: '-3.33' },
  });
  const second = credit(original, [{ position: 1, quantity: new Big(1) }], [first]);
  const third = credit(original, 'all', [first, second]);
  expect(third.lines[0]).toMatchObject({
    quantity: '-1',
    netAmount: '-96.66',
    discount: { amount: '-3.34' },
  });
});

test('an amount off the price of a line is credited without taking back its quantity', () => {
  const note = credit(WORKSHOP, [{ position: 1, amountMinor: 1_005n }]);
  expect(note.lines[0]).toMatchObject({
    quantity: '-1',
    unitPrice: '10.05',
    netAmount: '-10.05',
    credits: { position: 1, quantity: '0' },
  });
  expect(note.totals).toMatchObject({ tax: '-1.01', payable: '-11.06' });
  const rest = credit(WORKSHOP, 'all', [note]);
  expect(rest.lines[0]).toMatchObject({
    quantity: '-3',
    netAmount: '-90.00',
    discount: { reason: 'Credited already' },
  });
  expect(rest.totals.payable).toBe('-612.00');
});

test('more than is left is refused, with the line and what is left of it', () => {
  const first = credit(WORKSHOP, [{ position: 1, quantity: new Big(2) }]);
  const ask = (request: CreditRequest, earlier = [first]) =>
    creditDocument({ original: WORKSHOP, earlier, request, ...usd });
  expect(ask([{ position: 1, quantity: new Big(2) }])).toEqual({
    ok: false,
    refusals: [
      {
        pointer: '/lines/0/quantity',
        code: 'credit.exceeds_invoice',
        reason: 'Line 1, "Item 1": is more than the 1 that are left.',
      },
    ],
  });
  expect(ask([{ position: 1, amountMinor: 3_336n }])).toMatchObject({
    refusals: [
      {
        pointer: '/lines/0/amount',
        reason: 'Line 1, "Item 1": is more than the 33.35 without tax that are left.',
      },
    ],
  });
  expect(ask([{ position: 7, quantity: new Big(1) }])).toMatchObject({
    refusals: [{ pointer: '/lines/0/position', code: 'credit.not_possible' }],
  });
  const rest = credit(WORKSHOP, 'all', [first]);
  expect(ask('all', [first, rest])).toMatchObject({
    refusals: [{ reason: 'It is credited wholly already.' }],
  });
});

const LOYALTY = [{ amount: '5.00', reason: 'Loyalty', taxCategory: 'S' as const, taxRatePercent: '10' }];

test.each<[string, Partial<InvoiceDocument>]>([
  [
    'tax rounded by line and an allowance of the document',
    {
      allowances: LOYALTY,
      rounding: { mode: 'half_up', lines: 'currency', tax: 'line', inclusive: 'round_net' },
    },
  ],
  ['an allowance above its lines', { allowances: [{ ...LOYALTY[0], amount: '100.06' } as never] }],
  ['a deposit above its total', { totals: { ...WORKSHOP.totals, prepaid: '700.00', payable: '-76.94' } }],
])('an invoice with %s is credited as a whole only', (_, changes) => {
  const original: InvoiceDocument = { ...WORKSHOP, ...changes };
  expect(
    creditDocument({ original, earlier: [], request: [{ position: 1, quantity: new Big(1) }], ...usd }),
  ).toMatchObject({
    ok: false,
    refusals: [{ code: 'credit.not_possible', reason: expect.stringContaining('as a whole only') }],
  });
  expect(credit(original, 'all').totals.payable.replace('-', '')).toBe(
    original.totals.payable.replace('-', ''),
  );
});

test('a discount on the whole document goes back with its lines, in proportion to them', () => {
  const original = computed(
    draftText({
      lines: [
        draftLine({ quantity: '2', unitPrice: '100.00' }),
        draftLine({ unitPrice: '50.00', taxRatePercent: '20' }),
      ],
      allowances: [{ amount: '25.00', reason: 'Loyalty' }],
    }),
  );
  expect(original.allowances?.map(({ amount }) => amount)).toEqual(['5.00', '20.00']);
  const note = credit(original, [{ position: 1, quantity: new Big(1) }]);
  expect(note.allowances).toEqual([
    { amount: '-10.00', reason: 'Loyalty', taxCategory: 'S', taxRatePercent: '10' },
  ]);
  expect(note.totals).toMatchObject({ taxExclusive: '-90.00', tax: '-9.00', payable: '-99.00' });
  const rest = credit(original, 'all', [note]);
  expect(rest.allowances?.map(({ amount }) => amount)).toEqual(['-5.00', '-10.00']);
});

test('of prices that include the tax a part is credited with its tax, and an amount is one with tax', () => {
  const original = computed(
    draftText({
      currency: 'JPY',
      priceBasis: 'tax_inclusive',
      rounding: { mode: 'down' },
      lines: [draftLine({ quantity: '3', unitPrice: '1000' })],
    }),
  );
  expect(original.taxRows).toMatchObject([{ base: '2727', tax: '273' }]);
  const yen = { currency: currencyOf('JPY'), mode: 'down' } as const;
  const take = (request: CreditRequest, earlier: InvoiceDocument[] = []) => {
    const made = creditDocument({ original, earlier, request, ...yen });
    if (!made.ok) throw new Error(JSON.stringify(made.refusals));
    return made.document;
  };
  const first = take([{ position: 1, amountMinor: 1_100n }]);
  expect(first.lines[0]).toMatchObject({ unitPrice: '1100', grossAmount: '-1100', netAmount: '-1000' });
  expect(first.totals).toMatchObject({ taxExclusive: '-1000', tax: '-100', payable: '-1100' });
  expect(take('all', [first]).totals).toMatchObject({ taxExclusive: '-1727', tax: '-173', payable: '-1900' });
});

/** Credits of a draft's document one after the other; the amounts of each note that the test is about. */
function inParts<Part>(
  original: InvoiceDocument,
  requests: readonly CreditRequest[],
  mode: RoundingMode,
  partOf: (note: InvoiceDocument) => Part,
): Part[] {
  const currency = currencyOf(original.currency);
  const notes: InvoiceDocument[] = [];
  for (const request of requests) {
    const made = creditDocument({ original, earlier: notes, request, currency, mode });
    if (!made.ok) throw new Error(JSON.stringify(made.refusals));
    notes.push(made.document);
  }
  return notes.map(partOf);
}

const ONE: CreditRequest = [{ position: 1, quantity: new Big(1) }];

// 10.21 % of 33,333 is 3,403.29; of the parts 1,134.43 each, what is below one yen dropped (国税庁タックスアンサー No.2795).
test('a withheld tax (源泉徴収) goes back with the parts, and the last note takes the rest of it', () => {
  const original = computed(
    japaneseDraftText({
      lines: [draftLine({ quantity: '3', unitPrice: '11111' })],
      withholding: { ratePercent: '10.21' },
    }),
  );
  expect(original.withholding).toEqual({ base: '33333', ratePercent: '10.21', amount: '3403' });
  expect(inParts(original, [ONE, ONE, 'all'], 'down', ({ withholding }) => withholding)).toEqual([
    { base: '-11111', ratePercent: '10.21', amount: '-1134' },
    { base: '-11111', ratePercent: '10.21', amount: '-1134' },
    { base: '-11111', ratePercent: '10.21', amount: '-1135' },
  ]);
});

test('a payable amount that is rounded to 0.05 is rounded in every part, and to the invoice in all of them', () => {
  const original = computed(
    draftText({
      currency: 'CHF',
      rounding: { payableTo: '0.05' },
      lines: [draftLine({ quantity: '3', unitPrice: '33.33' })],
    }),
  );
  expect(original.totals).toMatchObject({ taxInclusive: '109.99', rounding: '0.01', payable: '110.00' });
  const partOf = ({ totals }: InvoiceDocument) => [totals.taxInclusive, totals.rounding, totals.payable];
  expect(inParts(original, [ONE, ONE, 'all'], 'half_up', partOf)).toEqual([
    ['-36.66', '0.01', '-36.65'],
    ['-36.67', '-0.03', '-36.70'],
    ['-36.66', '0.01', '-36.65'],
  ]);
});

test('a price for a thousand units is one in the part too, and an amount off it is not', () => {
  const original = computed(
    draftText({ lines: [draftLine({ quantity: '2500', unitPrice: '12.50', baseQuantity: '1000' })] }),
  );
  const requests: CreditRequest[] = [
    [{ position: 1, quantity: new Big(1000) }],
    [{ position: 1, amountMinor: 200n }],
  ];
  const partOf = ({ lines: [line] }: InvoiceDocument) => [
    line?.unitPrice,
    line?.baseQuantity,
    line?.netAmount,
  ];
  expect(inParts(original, requests, 'half_up', partOf)).toEqual([
    ['12.50', '1000', '-12.50'],
    ['2', undefined, '-2.00'],
  ]);
});

test('allowances and charges of a line go back pro rata of its quantity, to the last unit of each', () => {
  const original = computed(
    draftText({
      lines: [
        draftLine({
          quantity: '3',
          unitPrice: '25.00',
          allowances: [{ amount: '10.00', reason: 'Sample' }],
          charges: [{ amount: '2.00', reason: 'Packing' }],
        }),
      ],
    }),
  );
  const partOf = ({ lines: [line] }: InvoiceDocument) => [
    ...[line?.allowances?.[0]?.amount, line?.charges?.[0]?.amount, line?.discount?.amount],
    line?.netAmount,
  ];
  expect(inParts(original, [ONE, ONE, 'all'], 'half_up', partOf)).toEqual([
    ['-3.33', '-0.67', undefined, '-22.34'],
    ['-3.34', '-0.66', undefined, '-22.32'],
    ['-3.33', '-0.67', undefined, '-22.34'],
  ]);
});

test('of prices with tax an allowance of the document goes back with its lines, without its tax', () => {
  const original = computed(
    japaneseDraftText({
      priceBasis: 'tax_inclusive',
      lines: [draftLine({ quantity: '2', unitPrice: '1100' })],
      allowances: [{ amount: '200', reason: 'Loyalty' }],
    }),
  );
  const partOf = (document: InvoiceDocument) => [
    ...[document.lines[0]?.netAmount, document.allowances?.[0]?.amount],
    ...[document.taxRows[0]?.base, document.taxRows[0]?.tax],
  ];
  expect(partOf(original)).toEqual(['2000', '182', '1818', '182']);
  expect(inParts(original, [ONE, 'all'], 'down', partOf)).toEqual([
    ['-1000', '-91', '-909', '-91'],
    ['-1000', '-91', '-909', '-91'],
  ]);
});

test('so little of a line that it comes to nothing is refused, and takes nothing else of it', () => {
  const original = makeInvoice([{ quantity: '1000', unitPrice: '0.001', ratePercent: '10' }], 'USD');
  const request = [{ position: 1, quantity: new Big('0.4') }];
  expect(creditDocument({ original, earlier: [], request, ...usd })).toMatchObject({
    refusals: [{ pointer: '/lines/0/quantity', reason: expect.stringContaining('comes to nothing') }],
  });
});

test('of an invoice after a deposit what was to be paid goes back first, then the deposit', () => {
  const original = computed(draftText({ lines: [draftLine({ quantity: '2' })], prepaid: '150.00' }));
  expect(original.totals).toMatchObject({ taxInclusive: '220.00', payable: '70.00' });
  const first = credit(original, [{ position: 1, quantity: new Big(1) }]);
  expect(first.totals).toMatchObject({ taxInclusive: '-110.00', prepaid: '-40.00', payable: '-70.00' });
  const rest = credit(original, 'all', [first]);
  expect(rest.totals).toMatchObject({ taxInclusive: '-110.00', prepaid: '-110.00', payable: '0.00' });
});

// Lago, spec/scenarios/credit_notes/credit_note_spec.rb: the coupon is on fee 2, which is taxed 10 + 10 percent.
test('CN-01: of a discounted line that is partly credited the discount comes off pro rata', () => {
  const original = makeInvoice(
    [
      { quantity: '1', unitPrice: '179.00', ratePercent: '10' },
      { quantity: '39900', unitPrice: '0.01', discountMinor: 25_000n, ratePercent: '20' },
    ],
    'USD',
  );
  expect(original.totals).toMatchObject({ taxExclusive: '328.00', tax: '47.70', payable: '375.70' });
  const note = credit(original, [{ position: 2, quantity: new Big(26_260) }]);
  expect(note.lines[0]?.discount?.amount).toBe('-164.54');
  expect(note.totals).toMatchObject({ taxExclusive: '-98.06', tax: '-19.61', payable: '-117.67' });
  expect(splitCredit({ owedMinor: 37_570n - 1_200n, creditMinor: 11_767n })).toEqual({
    appliedMinor: 11_767n,
    restMinor: 0n,
  });
});

// Stripe, docs/billing/invoices/credit-notes: pre-payment is the smaller of what remains and the total.
test.each([
  { paidMinor: 0n, appliedMinor: 1_000n, restMinor: 0n, remainingMinor: 10_000n },
  { paidMinor: 11_000n, appliedMinor: 0n, restMinor: 1_000n, remainingMinor: 0n },
  { paidMinor: 10_500n, appliedMinor: 500n, restMinor: 500n, remainingMinor: 0n },
])(
  'CN-05: of 10.00 off an invoice of 110.00 with $paidMinor paid, $restMinor are left to the customer',
  (one) => {
    const owedMinor = 11_000n - one.paidMinor;
    const split = splitCredit({ owedMinor, creditMinor: 1_000n });
    expect(split).toEqual({ appliedMinor: one.appliedMinor, restMinor: one.restMinor });
    expect(owedMinor - split.appliedMinor).toBe(one.remainingMinor);
  },
);
