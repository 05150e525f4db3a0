import { describe, expect, test } from 'vitest';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { Finding } from '../../../runtime/src/core/validation/finding.ts';
import { validateInvoice } from '../../../runtime/src/core/validation/validate-invoice.ts';
import { type SampleLine, sampleDocument } from '../invoice/sample-document.ts';
import { AMERICAN_FACTS, found, JAPANESE_FACTS } from './sample-facts.ts';

const document = sampleDocument();

function withLine(line: Partial<InvoiceDocument['lines'][number]>, base = document): InvoiceDocument {
  return { ...base, lines: base.lines.map((each) => ({ ...each, ...line })) };
}

test('a complete document has no finding', () => {
  expect(found(document)).toEqual([]);
});

describe('lines', () => {
  test('an invoice without lines is an error', () => {
    expect(found(sampleDocument([]))).toEqual(['error line.missing /lines']);
  });

  test('a quantity of zero or below is an error', () => {
    expect(found(sampleDocument([{ quantity: '0', unitPrice: '5' }]))).toEqual([
      'error line.quantity_not_positive /lines/0/quantity',
    ]);
    expect(found(sampleDocument([{ quantity: '-1', unitPrice: '5' }]))).toEqual([
      'error line.quantity_not_positive /lines/0/quantity',
    ]);
  });

  test('a price below zero is an error, one of zero is not', () => {
    expect(found(sampleDocument([{ quantity: '1', unitPrice: '-5' }]))).toEqual([
      'error line.price_negative /lines/0/unitPrice',
    ]);
    expect(found(sampleDocument([{ quantity: '1', unitPrice: '0' }]))).toEqual([]);
  });

  test('a discount larger than its line is an error, one as large is not', () => {
    const discounted = (discountAmountMinor: bigint) =>
      found(sampleDocument([{ quantity: '1', unitPrice: '5', discountAmountMinor }]));
    expect(discounted(501n)).toEqual(['error line.discount_exceeds_amount /lines/0/discount']);
    expect(discounted(500n)).toEqual([]);
  });

  test('a line without product or without its version is an error', () => {
    expect(found(withLine({ productId: '' }))).toEqual(['error line.product_missing /lines/0/productId']);
    expect(found(withLine({ productVersionId: '' }))).toEqual([
      'error line.product_missing /lines/0/productId',
    ]);
  });

  test('a price off the product master is a warning with both prices, in the second line as well', () => {
    const two = sampleDocument([
      { quantity: '1', unitPrice: '5' },
      { quantity: '1', unitPrice: '150.00' },
    ]);
    const [first, second] = two.lines;
    const lines = first === undefined || second === undefined ? [] : [first, { ...second, listPrice: '200' }];
    const [warning, ...rest] = validateInvoice({ ...two, lines }, AMERICAN_FACTS);
    expect(rest).toEqual([]);
    expect(warning).toEqual({
      code: 'line.price_override',
      pointer: '/lines/1/unitPrice',
      level: 'warning',
      text: {
        en: '"Item 2" is priced at USD 150.00; the product master says 200.',
        ja: '「Item 2」の単価 150.00 USD が商品マスタの 200 と異なります。',
      },
    });
  });

  test('the list price in another spelling is no departure', () => {
    expect(found(withLine({ listPrice: '150' }))).toEqual([]);
  });

  test('more discount than the product master allows is a warning at the discount, or at the price without one', () => {
    const discount = { percent: '20', amount: '30.00', reason: 'x' };
    expect(found(withLine({ allowedDiscountPercent: '10.0' }))).toEqual([
      'warning line.discount_override /lines/0/unitPrice',
    ]);
    const [finding] = validateInvoice(
      withLine({ allowedDiscountPercent: '10.0', discount }),
      AMERICAN_FACTS,
    ).filter(({ code }) => code === 'line.discount_override');
    expect(finding).toMatchObject({
      pointer: '/lines/0/discount',
      text: {
        en: expect.stringContaining('than the 10 % that the product master allows'),
        ja: expect.stringContaining('上限 10% を超えています'),
      },
    });
  });

  test('two lines with one position are an error', () => {
    const two = sampleDocument([
      { quantity: '1', unitPrice: '5' },
      { quantity: '1', unitPrice: '6' },
    ]);
    expect(found(withLine({ position: 1 }, two))).toEqual(['error line.position_repeated /lines/1/position']);
  });
});

describe('tax rules', () => {
  const rule = (from: string, to?: string) => ({
    ...AMERICAN_FACTS,
    taxRules: [{ category: 'S' as const, ratePercent: '10.00', from, ...(to === undefined ? {} : { to }) }],
  });
  const missing = ['error line.tax_rule_missing /lines/0/taxRatePercent'];

  test('a rule holds from its first day until the day before its end', () => {
    // The sample is supplied on 2026-11-20.
    expect(found(document, rule('2026-11-20'))).toEqual([]);
    expect(found(document, rule('2026-11-21'))).toEqual(missing);
    expect(found(document, rule('2020-01-01', '2026-11-21'))).toEqual([]);
    expect(found(document, rule('2020-01-01', '2026-11-20'))).toEqual(missing);
  });

  test('a rule of another category or rate does not count', () => {
    expect(found(sampleDocument([{ quantity: '1', unitPrice: '5', taxCategory: 'AA' }]))).toEqual(missing);
    expect(found(sampleDocument([{ quantity: '1', unitPrice: '5', taxRatePercent: '9' }]))).toEqual(missing);
  });
});

describe('people, terms and currency', () => {
  test('a copy alone is no recipient to bill', () => {
    const recipients = document.recipients.map((recipient) => ({ ...recipient, role: 'copy' as const }));
    expect(found({ ...document, recipients })).toEqual(['error recipient.missing /recipients']);
    expect(found({ ...document, recipients: [] })).toEqual(['error recipient.missing /recipients']);
  });

  test('an empty e-mail address is none', () => {
    const recipients = document.recipients.map((recipient) => ({ ...recipient, email: ' ' }));
    expect(found({ ...document, recipients })).toEqual(['error recipient.missing /recipients']);
  });

  test('a party whose name is blank is an error', () => {
    expect(found({ ...document, buyer: { name: ' \u3000' } })).toEqual([
      'error buyer.name_missing /buyer/name',
    ]);
    expect(found({ ...document, seller: { ...document.seller, name: '' } })).toEqual([
      'error seller.name_missing /seller/name',
    ]);
  });

  test('terms that give no due date are an error', () => {
    expect(found({ ...document, terms: { code: 'soon', text: 'Soon' } })).toEqual([
      'error terms.unreadable /terms/code',
    ]);
  });

  test('a currency that is none is an error, one out of use on the date of supply a warning', () => {
    expect(found({ ...document, currency: 'ZZZ' })).toEqual(['error currency.unknown /currency']);
    const lev = sampleDocument(undefined, { currency: 'BGN' });
    expect(found(lev)).toEqual(['warning currency.not_in_use /currency']);
    expect(found({ ...lev, supplyDate: '2025-12-31' })).toEqual([]);
    const guilder = { ...sampleDocument(undefined, { currency: 'XCG' }), supplyDate: '2025-03-30' };
    expect(found(guilder)).toEqual(['warning currency.not_in_use /currency']);
  });
});

describe('figures', () => {
  test('totals that do not add up are an error', () => {
    expect(found({ ...document, totals: { ...document.totals, payable: '1' } })).toEqual([
      'error identity.br_co_16 /totals/payable',
    ]);
  });

  test('yen with decimals are an error', () => {
    const yen = sampleDocument([{ quantity: '1', unitPrice: '1000' }], { currency: 'JPY' });
    expect(found({ ...yen, totals: { ...yen.totals, payable: '1100.00' } })).toEqual([
      'error amount.too_many_decimals /totals/payable',
    ]);
  });

  test('unreadable figures are found alone, as is a date of supply that does not exist', () => {
    expect(found(withLine({ quantity: '9'.repeat(30), productId: '' }))).toEqual([
      'error amount.unreadable /lines/0/quantity',
    ]);
    expect(found({ ...document, supplyDate: '2026-02-29', recipients: [] })).toEqual([
      'error supply_date.missing /supplyDate',
    ]);
    expect(found({ ...document, supplyDate: '' })).toEqual(['error supply_date.missing /supplyDate']);
  });
});

describe('Japan', () => {
  const yen = (lines: SampleLine[] = [{ quantity: '1', unitPrice: '1000' }]) =>
    sampleDocument(lines, { currency: 'JPY' });
  const withNumber = (taxId: string) => ({ ...yen(), seller: { ...yen().seller, taxId } });
  const { entityTaxRegistration: _number, ...UNREGISTERED } = JAPANESE_FACTS;

  test('a qualified invoice with both rates has no finding', () => {
    const lines: SampleLine[] = [
      { quantity: '1', unitPrice: '60000' },
      { quantity: '1', unitPrice: '40000', taxCategory: 'AA', taxRatePercent: '8' },
    ];
    expect(found(yen(lines), JAPANESE_FACTS)).toEqual([]);
  });

  test('a registration number in full width or with hyphens is the one on file', () => {
    expect(found(withNumber('Ｔ７０００-0120-50002'), JAPANESE_FACTS)).toEqual([]);
  });

  test('a registration number of another form is an error', () => {
    expect(found(withNumber('7000012050002'), JAPANESE_FACTS)).toEqual([
      'error japan.registration_number_malformed /seller/taxId',
    ]);
  });

  test('a wrong check digit is a warning only, since sole proprietors have one', () => {
    const facts = { ...JAPANESE_FACTS, entityTaxRegistration: 'T1000012050002' };
    expect(found(withNumber('T1000012050002'), facts)).toEqual([
      'warning japan.registration_number_check_digit /seller/taxId',
    ]);
  });

  test('a number other than the one on file is an error', () => {
    expect(found(withNumber('T4011001098993'), JAPANESE_FACTS)).toEqual([
      'error japan.registration_number_differs /seller/taxId',
    ]);
  });

  test('a number on file that is not printed is an error; without one the invoice is not qualified, a warning', () => {
    const bare = { ...yen(), seller: { name: '請求株式会社' } };
    expect(found(bare, JAPANESE_FACTS)).toEqual([
      'error japan.registration_number_not_printed /seller/taxId',
    ]);
    expect(found(bare, UNREGISTERED)).toEqual(['warning japan.registration_number_missing /seller/taxId']);
  });

  test('8 % outside the reduced category cannot be marked and is an error since 2019-10-01', () => {
    const standard = yen([{ quantity: '1', unitPrice: '1000', taxRatePercent: '8' }]);
    expect(found(standard, JAPANESE_FACTS)).toEqual([
      'error line.tax_rule_missing /lines/0/taxRatePercent',
      'error japan.reduced_rate_unmarked /lines/0/taxCategory',
    ]);
    expect(found({ ...standard, supplyDate: '2019-09-30' }, JAPANESE_FACTS)).toEqual([]);
  });

  test('the reduced category at another rate is an error', () => {
    const reduced = yen([{ quantity: '1', unitPrice: '1000', taxCategory: 'AA' }]);
    expect(found(reduced, JAPANESE_FACTS)).toContain(
      'error japan.reduced_rate_unmarked /lines/0/taxCategory',
    );
  });

  test('the rules of Japan do not touch entities elsewhere', () => {
    expect(found({ ...document, seller: { name: 'Seikyu Inc.', taxId: '12-3456789' } })).toEqual([]);
  });
});

test('every finding is one by the schema: a code, a pointer and a text in both languages', () => {
  const broken: InvoiceDocument = {
    ...withLine({ productId: '', quantity: '-1', unitPrice: '-2', listPrice: '3', taxRatePercent: '8' }),
    terms: { code: '?', text: '?' },
    recipients: [],
    seller: { name: '', taxId: 'T1' },
    buyer: { name: '' },
    currency: 'ZZZ',
    taxRows: [],
  };
  const findings = validateInvoice(broken, { ...JAPANESE_FACTS, taxRules: [] });
  expect(findings.map((finding) => Finding.safeParse(finding).success)).toEqual(findings.map(() => true));
  expect(findings.length).toBeGreaterThan(9);
});
