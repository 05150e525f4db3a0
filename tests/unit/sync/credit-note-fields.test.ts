import { expect, test } from 'vitest';
import { creditDocument } from '../../../runtime/src/core/billing/credit/credit-document.ts';
import type { CreditRequest } from '../../../runtime/src/core/billing/credit/credit-request.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { creditNoteFields } from '../../../runtime/src/flow/sync/credit-note-fields.ts';
import { makeInvoice } from '../billing/credit/make-invoice.ts';
import { currencyOf } from '../money/currency-of.ts';

const ORIGINAL = makeInvoice(
  [
    { quantity: '3', unitPrice: '100.00', ratePercent: '20' },
    { quantity: '1', unitPrice: '50.00', ratePercent: '0' },
  ],
  'USD',
);

function creditOf(request: CreditRequest) {
  const currency = currencyOf('USD');
  const made = creditDocument({ original: ORIGINAL, earlier: [], request, currency, mode: 'half_up' });
  if (!made.ok) throw new Error('it can be credited');
  return { ...made.document, number: 'CN-2026-0001', issueDate: '2026-11-25' };
}

test('what is below zero with us stands above zero in a ledger, with the invoice as its reference', () => {
  const fields = creditNoteFields(creditOf([{ position: 1, quantity: decimalOf('2') }]), [
    { invoiceId: 'x1', amount: '240.00' },
  ]);
  expect(fields).toMatchObject({
    number: 'CN-2026-0001',
    issueDate: '2026-11-25',
    currency: 'USD',
    reference: 'INV-2026-0001',
    lines: [{ quantity: '2', unitPrice: '100', netAmount: '200.00', taxType: 'S:20' }],
    net: '200.00',
    taxes: [{ taxType: 'S:20', tax: '40.00' }],
    tax: '40.00',
    total: '240.00',
    allocations: [{ invoiceId: 'x1', amount: '240.00' }],
  });
});

test('an amount off a line is one unit at that amount; taxes are in the order of their keys', () => {
  const fields = creditNoteFields(
    creditOf([
      { position: 2, amountMinor: 1_000n },
      { position: 1, amountMinor: 7_005n },
    ]),
    [],
  );
  expect(fields).toMatchObject({
    lines: [
      { quantity: '1', unitPrice: '10', netAmount: '10.00', taxType: 'Z:0' },
      { quantity: '1', unitPrice: '70.05', netAmount: '70.05', taxType: 'S:20' },
    ],
    taxes: [
      { taxType: 'S:20', tax: '14.01' },
      { taxType: 'Z:0', tax: '0.00' },
    ],
    total: '94.06',
    allocations: [],
  });
});
