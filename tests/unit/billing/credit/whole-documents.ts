import Big from 'big.js';
import fc from 'fast-check';
import { creditDocument } from '../../../../runtime/src/core/billing/credit/credit-document.ts';
import type { CreditedItem } from '../../../../runtime/src/core/billing/credit/credit-request.ts';
import { findWholeOnly } from '../../../../runtime/src/core/billing/credit/find-whole-only.ts';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import { statedOf } from '../../../../runtime/src/core/billing/credit/remaining-of-line.ts';
import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import type { CurrencyCode } from '../../../../runtime/src/core/money/currency.ts';
import { ROUNDING_MODES } from '../../../../runtime/src/core/money/rounding.ts';
import { computed, draftText } from '../../invoice/sample-draft.ts';
import { currencyOf } from '../../money/currency-of.ts';

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }).map((units) => new Big(units).div(4).toFixed()),
  unitPrice: fc.integer({ min: 4_000, max: 100_000 }).map(String),
  taxRatePercent: fc.constantFrom('0', '8', '10', '19.6'),
  percentOff: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  baseQuantity: fc.option(fc.constantFrom('3', '100', '0.7'), { nil: undefined }),
  /** Allowance and charge of the line, the charge above the allowance: a line stays above zero. */
  lineAllowance: fc.option(fc.integer({ min: 1, max: 30 }).map(String), { nil: undefined }),
  lineCharge: fc.option(fc.integer({ min: 31, max: 900 }).map(String), { nil: undefined }),
});
const part = fc.record({
  percent: fc.integer({ min: 1, max: 40 }).map(String),
  reason: fc.constantFrom('Loyalty', 'Freight'),
});
const step = fc.record({
  position: fc.integer({ min: 1, max: 4 }),
  eighths: fc.integer({ min: 1, max: 8 }),
  isAmount: fc.boolean(),
  /** The note is taken back again before the next. */
  isDiscarded: fc.boolean(),
});

/** An invoice with something that is stated for the whole of it, and the parts that are credited of it. */
export const wholeScenario = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  currency: fc.constantFrom('USD', 'JPY'),
  mode: fc.constantFrom(...ROUNDING_MODES),
  form: fc.constantFrom('tax_exclusive' as const, 'round_net' as const, 'round_tax' as const),
  lineRounding: fc.constantFrom('currency' as const, 'precise' as const),
  isTaxedByLine: fc.boolean(),
  payableTo: fc.option(fc.constantFrom('5', '10', '1000'), { nil: undefined }),
  withheld: fc.option(fc.record({ ratePercent: fc.constantFrom('10.21', '20'), isOfPart: fc.boolean() }), {
    nil: undefined,
  }),
  allowances: fc.array(part, { maxLength: 2 }),
  charges: fc.array(part, { maxLength: 2 }),
  prepaidPercent: fc.integer({ min: 0, max: 100 }),
  taxPerUnit: fc.option(fc.constantFrom('0.9234', '157.33'), { nil: undefined }),
  steps: fc.array(step, { maxLength: 6 }),
});

/** One of them. */
export type WholeScenario = typeof wholeScenario extends fc.Arbitrary<infer One> ? One : never;

/** The invoice, its live credit notes in order, and whether any was taken back meanwhile. */
export type WholeCredited = {
  original: InvoiceDocument;
  notes: InvoiceDocument[];
  currency: CurrencyCode;
  isSteady: boolean;
};

/** The invoice of a scenario, as the product computes it. */
function invoiceOf(one: WholeScenario): InvoiceDocument {
  const hasParts = one.allowances.length + one.charges.length > 0;
  const digits = one.currency === 'JPY' ? 0 : 2;
  const text = {
    currency: one.currency,
    number: 'INV-2026-0001',
    issueDate: '2026-10-01',
    rounding: {
      mode: one.mode,
      lines: one.lineRounding,
      // With allowances or charges of the document such an invoice is credited as a whole only.
      tax: one.isTaxedByLine && !hasParts ? ('line' as const) : ('document' as const),
      ...(one.payableTo === undefined ? {} : { payableTo: one.payableTo }),
      inclusive: one.form === 'round_tax' ? ('round_tax' as const) : ('round_net' as const),
    },
    priceBasis: one.form === 'tax_exclusive' ? ('tax_exclusive' as const) : ('tax_inclusive' as const),
    ...(one.taxPerUnit === undefined
      ? {}
      : { taxCurrency: 'GBP', exchangeRate: { rate: one.taxPerUnit, source: 'ECB', date: '2026-10-01' } }),
    lines: one.lines.map(
      ({ percentOff, taxRatePercent, baseQuantity, lineAllowance, lineCharge, ...rest }, at) => ({
        ...rest,
        ...(baseQuantity === undefined ? {} : { baseQuantity }),
        ...(lineAllowance === undefined || lineCharge === undefined
          ? {}
          : { allowances: [{ amount: lineAllowance, reason: 'Sample' }] }),
        ...(lineCharge === undefined ? {} : { charges: [{ amount: lineCharge, reason: 'Packing' }] }),
        name: `Item ${at + 1}`,
        taxRatePercent,
        taxCategory: taxRatePercent === '0' ? ('Z' as const) : ('S' as const),
        ...(percentOff === undefined ? {} : { discount: { percent: String(percentOff), reason: 'Agreed' } }),
      }),
    ),
    allowances: one.allowances,
    charges: one.charges,
  };
  const bare = computed(draftText(text));
  const total = new Big(bare.totals.taxInclusive);
  const prepaid = total.times(one.prepaidPercent).div(100).round(digits, Big.roundDown).toFixed(digits);
  const half = new Big(bare.totals.taxExclusive).div(2).round(digits, Big.roundDown).toFixed(digits);
  const withholding =
    one.withheld === undefined
      ? {}
      : {
          withholding: {
            ratePercent: one.withheld.ratePercent,
            ...(one.withheld.isOfPart ? { base: half } : {}),
          },
        };
  return computed(draftText({ ...text, ...withholding, prepaid }));
}

/** Credits parts in any order, some of them too large and some taken back again, and at last all that is left. */
export function creditWholeInSteps(one: WholeScenario): WholeCredited {
  const currency = currencyOf(one.currency);
  const original = invoiceOf(one);
  const notes: InvoiceDocument[] = [];
  const take = (request: 'all' | CreditedItem[]): boolean => {
    const made = creditDocument({ original, earlier: notes, request, currency, mode: one.mode });
    if (made.ok) notes.push(made.document);
    return made.ok;
  };
  let isSteady = true;
  for (const { position, eighths, isAmount, isDiscarded } of one.steps) {
    const billed = original.lines[position - 1];
    if (billed === undefined || findWholeOnly(original) !== undefined) continue;
    const quantity = new Big(billed.quantity).times(eighths).div(8);
    const amountMinor = (minorOf(statedOf(billed), currency) * BigInt(eighths)) / 8n;
    const isTaken = take([isAmount ? { position, amountMinor } : { position, quantity }]);
    if (!isTaken || !isDiscarded) continue;
    // Not the last one: what is left of a series with a gap is the hard case.
    notes.shift();
    isSteady = false;
  }
  take('all');
  return { original, notes, currency, isSteady };
}
