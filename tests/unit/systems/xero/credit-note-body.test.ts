import { expect, test } from 'vitest';
import { creditNoteToBody } from '../../../../runtime/src/adapters/systems/xero/credit-note-body.ts';
import { splitTaxByRate } from '../../../../runtime/src/adapters/systems/xero/split-tax.ts';
import { createTaxTypes } from '../../../../runtime/src/adapters/systems/xero/tax-types.ts';

const CONTACT_ID = '3f0cbd5f-0e0e-4a55-9c39-0d5f4f4f8a11';
const BOOKING = {
  salesAccountCode: '200',
  taxTypes: createTaxTypes({ 'S:10': 'OUTPUT2', 'AA:8': 'TAX001' }),
};
const line = (netAmount: string, taxType: string) => ({
  sku: 'TEA',
  description: '茶葉',
  quantity: '1',
  unitPrice: netAmount,
  netAmount,
  taxType,
});
const FIELDS = {
  number: 'CN-2026-0001',
  contactId: CONTACT_ID,
  issueDate: '2026-11-25',
  currency: 'JPY',
  reference: 'JP-2026-0007',
  lines: [line('333', 'AA:8'), line('1005', 'S:10'), line('333', 'AA:8')],
  net: '1671',
  taxes: [
    { taxType: 'AA:8', tax: '54' },
    { taxType: 'S:10', tax: '100' },
  ],
  tax: '154',
  total: '1825',
  allocations: [],
};

test('a credit note is an approved ACCRECCREDIT of positive lines, each with its share of the tax of its rate', () => {
  expect(creditNoteToBody(FIELDS, BOOKING)).toEqual({
    Type: 'ACCRECCREDIT',
    Status: 'AUTHORISED',
    LineAmountTypes: 'Exclusive',
    CreditNoteNumber: 'CN-2026-0001',
    Contact: { ContactID: CONTACT_ID },
    Date: '2026-11-25',
    CurrencyCode: 'JPY',
    Reference: 'JP-2026-0007',
    LineItems: [
      [333, 'TAX001', 27],
      [1005, 'OUTPUT2', 100],
      [333, 'TAX001', 27],
    ].map(([amount, taxType, tax]) => ({
      ItemCode: 'TEA',
      Description: '茶葉',
      Quantity: 1,
      UnitAmount: amount,
      LineAmount: amount,
      AccountCode: '200',
      TaxType: taxType,
      TaxAmount: tax,
    })),
  });
});

test('one whose lines do not add up to its total without tax, as a discount on the whole makes it, is refused', () => {
  expect(() => creditNoteToBody({ ...FIELDS, net: '1600', total: '1754' }, BOOKING)).toThrow(
    expect.objectContaining({ code: 'target.refused' }),
  );
});

// 0.5 and 1.5 round to 0 and 2 half to even, so that a second credit of 10 at 10 % takes 2, not its own 1.
test.each([
  [2n, [1n, 1n]],
  [0n, [0n, 0n]],
  [1n, [1n, 0n]],
  [-1n, [0n, -1n]],
  [5n, [3n, 2n]],
])('a tax of %s is given out over its lines to the last unit', (tax, expected) => {
  const lines = [
    { netMinor: 5n, taxKey: 'S:10' },
    { netMinor: 5n, taxKey: 'S:10' },
  ];
  expect(splitTaxByRate(lines, new Map([['S:10', tax]]))).toEqual(expected);
});
