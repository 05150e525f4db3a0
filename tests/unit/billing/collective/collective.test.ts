import { expect, test } from 'vitest';
import { closeTogether } from '../../../../runtime/src/core/billing/collective/close-together.ts';
import { collectiveKey } from '../../../../runtime/src/core/billing/collective/collective-key.ts';
import { referenceText } from '../../../../runtime/src/core/billing/collective/reference-text.ts';
import { contractCharges } from '../../../../runtime/src/core/billing/contract-charges.ts';
import type { CanonicalContract } from '../../../../runtime/src/core/canonical/contract.ts';
import { chargeOf } from '../difference/ledger.ts';
import { contractOf, decimal, inputOf } from '../form-input.ts';

const SOURCE = { system: 'csv', connectionId: 'con_1' };
const TWENTIETH = { collective: { closingDay: 20, terms: 'eom+1:day31' } };

const order = (more: Partial<CanonicalContract>): CanonicalContract =>
  contractOf(
    {
      form: 'order',
      billing: { when: 'per_shipment' },
      lines: [{ key: 'l', sku: 'TEA', quantity: '1', unitPrice: '100' }],
    },
    more,
  );

test('two contracts are one group whatever they are called and whenever they begin, recipients in any order', () => {
  const one = order({ ...TWENTIETH, contactKeys: ['a', 'b'] });
  const other = order({
    ...TWENTIETH,
    ...{ title: 'Another', startsOn: '2026-03-01', purchaseOrder: 'PO-9', contactKeys: ['b', 'a'] },
  });
  expect(collectiveKey(one, SOURCE)).toBe(collectiveKey(other, SOURCE));
  expect(collectiveKey(one, SOURCE)).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, Partial<CanonicalContract>]>([
  ['another customer', { customerKey: 'somebody else' }],
  ['other recipients', { contactKeys: ['c'] }],
  ['another currency', { currency: 'USD' }],
  ['another language', { locale: 'en' }],
  ['another closing day', { collective: { closingDay: 31, terms: 'eom+1:day31' } }],
  ['other terms', { collective: { closingDay: 20, terms: 'net:30' } }],
  ['the terms of the entity', { collective: { closingDay: 20 } }],
])('%s is another group', (_what, more) => {
  const { contactKeys: _none, ...plain } = order(TWENTIETH);
  expect(collectiveKey({ ...plain, contactKeys: [], ...more }, SOURCE)).not.toBe(
    collectiveKey(order(TWENTIETH), SOURCE),
  );
});

test('another connection is another group, and without an agreement there is none', () => {
  const elsewhere = collectiveKey(order(TWENTIETH), { ...SOURCE, connectionId: 'con_2' });
  expect(elsewhere).not.toBe(collectiveKey(order(TWENTIETH), SOURCE));
  expect(collectiveKey(order({}), SOURCE)).toBeNull();
});

test('charges fall due at the closing day of their period, those of others on their own day; none is left out', () => {
  const charges = ['2026-01-20', '2026-01-21', '2026-02-28'].map((invoiceOn) =>
    chargeOf({ invoiceOn, quantity: decimal('1'), unitPrice: decimal('100') }),
  );
  const days = (contract: CanonicalContract) =>
    closeTogether(contract, charges).map(({ invoiceOn }) => invoiceOn);
  expect(days(order(TWENTIETH))).toEqual(['2026-01-20', '2026-02-20', '2026-03-20']);
  expect(days(order({ collective: { closingDay: 31 } }))).toEqual(['2026-01-31', '2026-01-31', '2026-02-28']);
  expect(days(order({}))).toEqual(['2026-01-20', '2026-01-21', '2026-02-28']);
});

test('what more is found of a charge later falls due at the closing day of its own day', () => {
  const found = { invoiceOn: '2026-01-05', moreOn: '2026-02-25' };
  const charge = chargeOf({ ...found, quantity: decimal('1'), unitPrice: decimal('100') });
  expect(closeTogether(order(TWENTIETH), [charge])).toMatchObject([
    { invoiceOn: '2026-01-20', moreOn: '2026-03-20' },
  ]);
  expect(closeTogether(order({}), [charge])).toMatchObject([found]);
});

test('a line names its contract, with the number that the buyer gave it', () => {
  expect(referenceText({ title: '注文101', purchaseOrder: 'PO-77' }, 'ja')).toBe(
    '注文101（貴社注文番号 PO-77）',
  );
  expect(referenceText({ title: 'Order 101', purchaseOrder: 'PO-77' }, 'en')).toBe(
    'Order 101 (your order PO-77)',
  );
  expect(referenceText({ title: 'Order 101' }, 'en')).toBe('Order 101');
});

test('a project is refused on a collective invoice', () => {
  const project = contractOf(
    {
      form: 'milestones',
      ...{ total: '100', finalSku: 'F' },
      milestones: [{ key: 'm', sku: 'M', name: { en: 'M', ja: 'M' }, amount: '100' }],
    },
    TWENTIETH,
  );
  const charged = contractCharges({
    ...inputOf(project, []),
    booked: [],
    usageOf: () => ({ units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 }),
  });
  expect(charged).toMatchObject({ ok: false, reason: expect.stringContaining('billed on its own') });
});
