import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EInvoiceProfile } from '../../../runtime/src/core/einvoice/profile.ts';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument, Party } from '../../../runtime/src/core/invoice/document.ts';
import { elementsAt, readXml, textsAt } from '../../support/read-xml.ts';
import { computed } from '../invoice/sample-draft.ts';

const example = (name: string): InvoiceDocument => {
  const file = new URL(`../../../docs/examples/invoices/${name}.json`, import.meta.url);
  return computed(JSON.parse(readFileSync(file, 'utf8')));
};

type Change = (document: InvoiceDocument) => Partial<InvoiceDocument>;

/** A party without some of its members. */
const without = (party: Party, ...names: (keyof Party)[]): Party => {
  const rest = { ...party };
  for (const name of names) delete rest[name];
  return rest;
};

function refusalsOf(document: InvoiceDocument, profile: EInvoiceProfile): string[] {
  const written = invoiceToUbl(document, profile);
  return written.ok ? [] : written.refusals.map(({ rule, pointer }) => `${rule} ${pointer}`);
}

const SELLER: [string, (keyof Party)[], string][] = [
  ['a contact of the seller', ['contactName', 'phone', 'email'], 'BR-DE-2 /seller/contactName'],
  ['a name of the contact', ['contactName'], 'BR-DE-5 /seller/contactName'],
  ['a telephone number', ['phone'], 'BR-DE-6 /seller/phone'],
  ['an e-mail address', ['email'], 'BR-DE-7 /seller/email'],
];

describe('an XRechnung is refused', () => {
  const valid = example('02-public-sector');

  test('by nothing where nothing is missing', () => {
    expect(refusalsOf(valid, 'xrechnung')).toEqual([]);
  });

  test.each(SELLER)('without %s', (_what, names, refusal) => {
    const seller = without(valid.seller, ...names);
    expect(refusalsOf({ ...valid, seller }, 'xrechnung')).toContain(refusal);
  });

  test.each<[string, Change, string]>([
    ['without a reference of the buyer', () => ({ references: {} }), 'BR-DE-15 /references/buyerReference'],
    [
      'with a telephone number of two digits',
      ({ seller }) => ({ seller: { ...seller, phone: '12' } }),
      'BR-DE-27 /seller/phone',
    ],
    [
      'with terms that look like a cash discount',
      () => ({ terms: { code: 'net:30', text: '#SKONTO' } }),
      'BR-DE-18 /terms/text',
    ],
    ['as a debit note', () => ({ type: 'debit_note' }), 'BR-DE-17 /type'],
    ['as a corrected invoice that names none', () => ({ type: 'corrected' }), 'BR-DE-26 /precedingInvoices'],
    [
      'with a line that begins before the period',
      ({ period }) => ({ period: { from: '2026-10-02', to: period?.to ?? '' } }),
      'PEPPOL-EN16931-R110 /lines/0/period/from',
    ],
    [
      'with a line that ends after the period',
      ({ period }) => ({ period: { from: period?.from ?? '', to: '2026-10-30' } }),
      'PEPPOL-EN16931-R111 /lines/0/period/to',
    ],
  ])('%s', (_what, change, refusal) => {
    expect(refusalsOf({ ...valid, ...change(valid) }, 'xrechnung')).toEqual([refusal]);
  });

  test('without an account', () => {
    const { paymentInstructions: _none, ...document } = valid;
    expect(refusalsOf(document, 'xrechnung')).toEqual(['BR-DE-1 /paymentInstructions']);
  });
});

describe('a Peppol invoice is refused', () => {
  test.each<[string, string, Change, string]>([
    [
      'without an address of the buyer',
      '01-standard-and-reduced-rate',
      ({ buyer }) => ({ buyer: without(buyer, 'electronicAddress') }),
      'PEPPOL-EN16931-R010 /buyer/electronicAddress',
    ],
    [
      'without an address of the seller',
      '01-standard-and-reduced-rate',
      ({ seller }) => ({ seller: without(seller, 'electronicAddress') }),
      'PEPPOL-EN16931-R020 /seller/electronicAddress',
    ],
    [
      'as a corrected invoice outside Germany',
      '01-standard-and-reduced-rate',
      () => ({ type: 'corrected' }),
      'PEPPOL-EN16931-P0112 /type',
    ],
    [
      'between Germans by the German rules',
      '03-allowances-and-charges',
      ({ seller }) => ({ seller: without(seller, 'phone') }),
      'DE-R-006 /seller/phone',
    ],
    [
      'under reverse charge without a number of the buyer',
      '06-reverse-charge',
      ({ buyer }) => ({ buyer: without(buyer, 'taxId') }),
      'BR-AE-02 /buyer/taxId',
    ],
    [
      'within the Union without a number of the buyer',
      '07-intra-community-supply',
      ({ buyer }) => ({ buyer: without(buyer, 'taxId') }),
      'BR-IC-02 /buyer/taxId',
    ],
    [
      'within the Union without an address of the delivery',
      '07-intra-community-supply',
      () => ({ delivery: { date: '2026-10-27' } }),
      'BR-IC-12 /delivery/address',
    ],
    [
      'within the Union without a date of the delivery',
      '07-intra-community-supply',
      ({ delivery }) => ({ delivery: { address: delivery?.address } as never }),
      'BR-IC-11 /delivery/date',
    ],
    [
      'as an export of a seller without a number of value added tax',
      '08-export',
      ({ seller }) => ({ seller: { ...seller, taxId: '22/815/0815' } }),
      'BR-G-02 /seller/taxId',
    ],
    [
      'with the reason of another category',
      '09-exempt',
      ({ taxRows }) => ({ taxRows: taxRows.map((row) => ({ ...row, exemptionCode: 'VATEX-EU-AE' })) }),
      'PEPPOL-EN16931-P0107 /taxRows/0/exemptionCode',
    ],
    [
      'of a Dutch seller without a KVK number',
      '06-reverse-charge',
      ({ seller }) => ({
        seller: {
          ...seller,
          taxId: 'NL001234567B01',
          address: { line1: 'Damrak 1', city: 'Amsterdam', country: 'NL' },
        },
      }),
      'NL-R-003 /seller/legalId',
    ],
  ])('%s', (_what, name, change, refusal) => {
    const document = example(name);
    expect(refusalsOf(document, 'peppol-bis-3')).toEqual([]);
    expect(refusalsOf({ ...document, ...change(document) }, 'peppol-bis-3')).toEqual([refusal]);
  });

  test('where whole yen are further from quantity times price than the network allows', () => {
    const document = example('01-standard-and-reduced-rate');
    const [line] = document.lines;
    if (line === undefined) throw new Error('a line');
    const yen = computed({
      ...JSON.parse(JSON.stringify({ locale: 'en', termsCode: 'net:30', supplyDate: '2026-10-30' })),
      number: 'N-1',
      issueDate: '2026-10-30',
      currency: 'JPY',
      purchaseOrder: 'PO-1',
      seller: document.seller,
      buyer: document.buyer,
      lines: [{ name: 'Item', quantity: '3', unitPrice: '33.5', taxCategory: 'S', taxRatePercent: '20' }],
    });
    expect(refusalsOf(yen, 'peppol-bis-3')).toEqual(['PEPPOL-EN16931-R120 /lines/0/netAmount']);
  });
});

describe('prices that include the tax', () => {
  test('become the price of the whole quantity, so that the net is exact', () => {
    const written = invoiceToUbl(example('05-tax-inclusive-prices'), 'peppol-bis-3');
    if (!written.ok) throw new Error(JSON.stringify(written.refusals));
    const [line] = elementsAt(readXml(written.xml), 'cac:InvoiceLine');
    if (line === undefined) throw new Error('a line');
    // 37 × 24.90 - 20.00 = 901.30 with 20 percent: 751.08 without, of which the discount is 16.67.
    expect(textsAt(line, 'cbc:LineExtensionAmount')).toEqual(['751.08']);
    expect(textsAt(line, 'cac:AllowanceCharge/cbc:Amount')).toEqual(['16.67']);
    expect(textsAt(line, 'cac:Price/cbc:PriceAmount')).toEqual(['767.75']);
    expect(textsAt(line, 'cac:Price/cbc:BaseQuantity')).toEqual(['37']);
  });
});

describe('an invoice of JP PINT', () => {
  test('in dollars states its tax in yen too, by category', () => {
    const written = invoiceToUbl(example('23-dollars-with-tax-in-yen'), 'jp-pint');
    if (!written.ok) throw new Error(JSON.stringify(written.refusals));
    const xml = readXml(written.xml);
    expect(textsAt(xml, 'cbc:TaxCurrencyCode')).toEqual(['JPY']);
    // 2910.00 at 10 percent are 291.00 dollars; times 151.35 they are 44042.85 yen, rounded down.
    expect(textsAt(xml, 'cac:TaxTotal/cbc:TaxAmount')).toEqual(['291.00', '44042']);
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')).toEqual(['291.00', '44042']);
  });

  test('of a seller without a registration number has the profile of its own, and no tax', () => {
    const document = example('24-seller-without-registration');
    const written = invoiceToUbl(document, 'jp-ntr');
    expect(written.ok && textsAt(readXml(written.xml), 'cbc:CustomizationID')).toEqual([
      'urn:peppol:pint:nontaxinvoice-1@jp-1',
    ]);
    const taxed = { ...example('17-qualified-invoice'), seller: document.seller };
    expect(refusalsOf(taxed, 'jp-ntr')).toContain('jp-ntr.tax /taxRows');
  });

  test.each<[string, Change, string]>([
    [
      'without an address of the buyer',
      ({ buyer }) => ({ buyer: without(buyer, 'taxId') }),
      'ibt-049 /buyer/electronicAddress',
    ],
    [
      'of a seller abroad',
      ({ seller, buyer }) => ({
        seller: { ...seller, address: { ...buyer.address, country: 'US' } as never },
      }),
      'jp-pint.seller /seller/address/country',
    ],
    ['with a tax currency that is not yen', () => ({ taxCurrency: 'USD' }), 'aligned-ibr-jp-05 /taxCurrency'],
  ])('is refused %s', (_what, change, refusal) => {
    const document = example('17-qualified-invoice');
    expect(refusalsOf({ ...document, ...change(document) }, 'jp-pint')).toEqual([refusal]);
  });
});
