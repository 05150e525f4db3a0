import { expect, test } from 'vitest';
import { type DealToDraftInput, dealToDraft } from '../../../runtime/src/core/billing/deal-to-draft.ts';
import { draftHash } from '../../../runtime/src/core/billing/draft-hash.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { billingInput } from './billing-input.ts';

const INPUT = billingInput([{}]);
const PLACE = { entityId: 'ent_1', customerId: 'cus_1', currency: 'USD' };

function hashOf(over: Partial<DealToDraftInput>, place: Partial<typeof PLACE> = {}): string {
  const drafted = dealToDraft({ ...INPUT, ...over });
  if (!drafted.ok) throw new Error(drafted.refusals.map(({ reason }) => reason).join());
  return draftHash({ ...PLACE, ...place, content: drafted.draft });
}

const entityWith = (over: Partial<DealToDraftInput['entity']>) => ({ entity: { ...INPUT.entity, ...over } });
const productWith = (versionId: string, price: string) => ({
  products: new Map(
    [...INPUT.products].map(([sku, product]) => [
      sku,
      { ...product, versionId, prices: new Map([['USD', { unitPrice: decimalOf(price), tiers: null }]]) },
    ]),
  ),
});

test.each<[string, Partial<DealToDraftInput>]>([
  ['a price of the product master', productWith('prv_1', '12000.01')],
  ['a product version, which rules ask about', productWith('prv_2', '12000')],
  ['a tax rule', { taxRules: [{ taxClass: 'standard', category: 'S', ratePercent: decimalOf('10') }] }],
  [
    'the bank account',
    entityWith({ paymentInstructions: { bankName: 'B', accountNumber: '1', accountName: 'A' } }),
  ],
  ['the terms', entityWith({ defaultTerms: 'net:45' })],
  ['the registration number', entityWith({ taxRegistration: 'T7000012050002' })],
  ['the supply date', { supplyDate: '2026-11-21' }],
  ['the customer', { customer: { ...INPUT.customer, name: 'Other' } }],
  ['a contact', { contacts: [{ name: 'Dana', email: 'ap@northwind.example', role: 'bill_to' }] }],
])('%s is in the hash', (_what, over) => {
  expect(hashOf(over)).not.toBe(hashOf({}));
});

test.each([
  ['entity', { entityId: 'ent_2' }],
  ['customer record', { customerId: 'cus_2' }],
  ['currency', { currency: 'EUR' }],
])('another %s is another hash', (_what, place) => {
  expect(hashOf({}, place)).not.toBe(hashOf({}));
});

test('the way of rounding is in the hash where it makes a difference', () => {
  const half = {
    taxRules: [
      { taxClass: 'standard' as const, category: 'S' as const, ratePercent: decimalOf('0.0000417') },
    ],
  };
  expect(hashOf({ ...half, ...entityWith({ rounding: 'up' }) })).not.toBe(
    hashOf({ ...half, ...entityWith({ rounding: 'down' }) }),
  );
});

test('another version of the record, and what is not billed, are the same hash', () => {
  const source = { ...INPUT.source, recordId: 'rec_2' };
  expect(hashOf({ source, deal: { ...INPUT.deal, title: 'Renamed', ownerKey: '7' } })).toBe(hashOf({}));
});

test('the units of a line are in the hash where its quantity does not say them, and only there', () => {
  const drafted = dealToDraft(INPUT);
  if (!drafted.ok) throw new Error('the sample can be billed');
  const withUnits = (units: string | undefined) => {
    const lines = drafted.draft.lines.map(({ line: { units: _known, ...line }, computed }) => ({
      line: { ...line, ...(units === undefined ? {} : { units: decimalOf(units) }) },
      computed,
    }));
    return draftHash({ ...PLACE, content: { ...drafted.draft, lines } });
  };
  const printed = String(drafted.draft.lines[0]?.line.amounts.quantity);
  expect(withUnits(`${printed}.0`)).toBe(withUnits(undefined));
  expect(withUnits('25')).not.toBe(withUnits(undefined));
  expect(withUnits('25')).not.toBe(withUnits('26'));
});
