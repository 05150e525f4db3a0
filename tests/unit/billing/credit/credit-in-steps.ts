import Big from 'big.js';
import fc from 'fast-check';
import { creditDocument } from '../../../../runtime/src/core/billing/credit/credit-document.ts';
import type { CreditedItem } from '../../../../runtime/src/core/billing/credit/credit-request.ts';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import { ROUNDING_MODES } from '../../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { makeInvoice } from './make-invoice.ts';

const currency = fc.constantFrom(currencyOf('USD'), currencyOf('JPY'));
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 4_000 }).map((units) => new Big(units).div(4).toFixed()),
  unitPrice: fc.integer({ min: 400, max: 1_000_000 }).map(String),
  ratePercent: fc.constantFrom('0', '8', '10', '20'),
});
const step = fc.record({
  position: fc.integer({ min: 1, max: 4 }),
  share: fc.integer({ min: 1, max: 8 }),
  isAmount: fc.boolean(),
});
/** An invoice and the parts of it that are credited one after the other. */
export const scenario = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  currency,
  mode: fc.constantFrom(...ROUNDING_MODES),
  steps: fc.array(step, { maxLength: 6 }),
});

/** One of them. */
export type Scenario = typeof scenario extends fc.Arbitrary<infer One> ? One : never;

/** An invoice and its credit notes. */
export type Credited = { original: InvoiceDocument; notes: InvoiceDocument[] };

/** Credits parts in any order, some of them too large, and at last all that is left. */
export function creditInSteps({ lines, currency, mode, steps }: Scenario): Credited {
  const original = makeInvoice(lines, currency, mode);
  const notes: InvoiceDocument[] = [];
  const take = (request: 'all' | CreditedItem[]): void => {
    const made = creditDocument({ original, earlier: notes, request, currency, mode });
    if (made.ok) notes.push(made.document);
  };
  for (const { position, share, isAmount } of steps) {
    const billed = original.lines[position - 1];
    if (billed === undefined) continue;
    const quantity = new Big(billed.quantity).times(share).div(8);
    const amountMinor = (minorOf(billed.netAmount, currency) * BigInt(share)) / 8n;
    take([isAmount ? { position, amountMinor } : { position, quantity }]);
  }
  take('all');
  return { original, notes };
}
