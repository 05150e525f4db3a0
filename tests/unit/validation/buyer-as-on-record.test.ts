import { describe, expect, test } from 'vitest';
import type { BuyerRecord } from '../../../runtime/src/core/validation/buyer-record.ts';
import { Finding } from '../../../runtime/src/core/validation/finding.ts';
import { validateInvoice } from '../../../runtime/src/core/validation/validate-invoice.ts';
import type { ValidationFacts } from '../../../runtime/src/core/validation/validation-facts.ts';
import { sampleDocument } from '../invoice/sample-document.ts';
import { AMERICAN_FACTS } from './sample-facts.ts';

const ADDRESS = { line1: '2200 Harbor Blvd', city: 'Seattle', country: 'US' };
const BUYER = { name: 'Northwind Robotics', taxId: '91-1234567', address: ADDRESS };
const CRM: BuyerRecord = {
  system: 'hubspot',
  kind: 'crm',
  names: [BUYER.name],
  taxId: BUYER.taxId,
  address: ADDRESS,
};

const findingsOf = (records: BuyerRecord[], over: Partial<ValidationFacts> = {}) =>
  validateInvoice(
    { ...sampleDocument(), buyer: BUYER },
    { ...AMERICAN_FACTS, buyerRecords: records, ...over },
  ).map((finding) => Finding.parse(finding));
const pointersOf = (record: BuyerRecord) => findingsOf([record]).map(({ pointer }) => pointer);

describe('a buyer who is another one in the CRM by now', () => {
  test('is a warning with both sides, in both languages', () => {
    expect(findingsOf([{ ...CRM, names: ['Northwind GmbH'] }])).toEqual([
      {
        code: 'buyer.differs_from_record',
        pointer: '/buyer/name',
        level: 'warning',
        text: {
          en: 'The buyer’s name is "Northwind Robotics" on the invoice and "Northwind GmbH" in the CRM (hubspot).',
          ja: '取引先の名称が異なります。請求書「Northwind Robotics」、CRM(hubspot)「Northwind GmbH」。',
        },
      },
    ]);
  });

  test('is an error where the entity wants that', () => {
    const [finding] = findingsOf([{ ...CRM, names: ['Other'] }], { buyerMismatchLevel: 'error' });
    expect(finding?.level).toBe('error');
  });

  test('is found by tax number and address, also where one side has none', () => {
    expect(pointersOf({ ...CRM, taxId: '91-7654321' })).toEqual(['/buyer/taxId']);
    expect(pointersOf({ ...CRM, address: { ...ADDRESS, city: 'Tacoma' } })).toEqual(['/buyer/address']);
    expect(pointersOf({ system: 'hubspot', kind: 'crm', names: [BUYER.name] })).toEqual([
      '/buyer/taxId',
      '/buyer/address',
    ]);
  });
});

describe('no other buyer', () => {
  test.each<[string, Partial<BuyerRecord>]>([
    ['the same', {}],
    ['in full width', { names: ['Ｎｏｒｔｈｗｉｎｄ　Ｒｏｂｏｔｉｃｓ'] }],
    ['with other spaces and letters', { names: ['NORTHWIND  robotics '] }],
    ['a tax number without hyphens', { taxId: '911234567' }],
  ])('is %s', (_what, over) => {
    expect(pointersOf({ ...CRM, ...over })).toEqual([]);
  });
});

test('a ledger is asked only for what it says, and either of its names is right', () => {
  const ledger: BuyerRecord = { system: 'xero', kind: 'ledger', names: ['Registered', BUYER.name] };
  expect(pointersOf(ledger)).toEqual([]);
  const [finding] = findingsOf([{ ...ledger, taxId: '1' }]);
  expect(finding?.text.en).toContain('"91-1234567" on the invoice and "1" in the ledger (xero)');
  expect(finding?.text.ja).toContain('会計(xero)「1」');
});
