import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument, Party } from '../../../runtime/src/core/invoice/document.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { brokenRules } from '../../support/einvoice/broken-rules.ts';
import { misplaced } from '../../support/einvoice/ubl-order.ts';
import { elementsAt, type ReadElement, readXml, textsAt } from '../../support/read-xml.ts';
import { type SampleLine, sampleDocument } from '../invoice/sample-document.ts';
import { sampleInputs } from '../invoice/sample-documents-arbitrary.ts';

const BERLIN: Party = {
  name: 'Müller & Söhne GmbH',
  taxId: 'DE123456789',
  address: { line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
  email: 'rechnung@mueller.example',
};
const PARIS: Party = {
  name: 'Étoile SA',
  taxId: 'FR12345678901',
  address: { line1: '1 rue de la Paix', city: 'Paris', postalCode: '75002', country: 'FR' },
};
const TOKYO: Party = {
  name: 'サンカ株式会社',
  taxId: 'T7000012050002',
  address: {
    line1: '丸の内1-9-2',
    city: '千代田区',
    region: '東京都',
    postalCode: '100-0005',
    country: 'JP',
  },
};
const YOKOHAMA: Party = { ...TOKYO, name: '株式会社ミナト食品', taxId: 'T4011001098993' };

const issued = (
  lines?: SampleLine[],
  options: { currency?: string; rounding?: 'down' } = {},
  changes: Partial<InvoiceDocument> = {},
): InvoiceDocument => ({
  ...sampleDocument(lines, options),
  status: 'issued',
  number: 'INV-2026-0042',
  issueDate: '2026-11-24',
  dueDate: '2026-12-24',
  seller: BERLIN,
  buyer: PARIS,
  ...changes,
});

function toXml(document: InvoiceDocument): ReadElement {
  const written = invoiceToUbl(document);
  if (!written.ok) throw new Error(JSON.stringify(written.refusals));
  return readXml(written.xml);
}
const rulesOf = (document: InvoiceDocument): string[] => {
  const written = invoiceToUbl(document);
  return written.ok ? [] : written.refusals.map(({ rule }) => rule);
};

describe('an issued invoice as EN 16931', () => {
  test('names norm, number, dates, parties, order, account and terms', () => {
    const xml = toXml(issued());
    expect(textsAt(xml, 'cbc:CustomizationID')).toEqual(['urn:cen.eu:en16931:2017']);
    expect(textsAt(xml, 'cbc:ID')).toEqual(['INV-2026-0042']);
    expect(textsAt(xml, 'cbc:IssueDate')).toEqual(['2026-11-24']);
    expect(textsAt(xml, 'cbc:DueDate')).toEqual(['2026-12-24']);
    expect(textsAt(xml, 'cbc:InvoiceTypeCode')).toEqual(['380']);
    expect(textsAt(xml, 'cbc:TaxPointDate')).toEqual(['2026-11-20']);
    expect(textsAt(xml, 'cac:OrderReference/cbc:ID')).toEqual(['PO-7']);
    const seller = 'cac:AccountingSupplierParty/cac:Party';
    expect(textsAt(xml, `${seller}/cac:PartyLegalEntity/cbc:RegistrationName`)).toEqual([
      'Müller & Söhne GmbH',
    ]);
    expect(textsAt(xml, `${seller}/cac:PartyTaxScheme/cbc:CompanyID`)).toEqual(['DE123456789']);
    expect(textsAt(xml, `${seller}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID`)).toEqual(['VAT']);
    const buyer = 'cac:AccountingCustomerParty/cac:Party';
    expect(textsAt(xml, `${buyer}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)).toEqual(['FR']);
    expect(textsAt(xml, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')).toEqual(['000123']);
    expect(textsAt(xml, 'cac:PaymentMeans/cbc:PaymentID')).toEqual(['INV-2026-0042']);
  });

  test('has its elements in the order of UBL 2.1', () => {
    expect(toXml(issued()).children.map(({ name }) => name)).toEqual([
      'cbc:CustomizationID',
      'cbc:ID',
      'cbc:IssueDate',
      'cbc:DueDate',
      'cbc:InvoiceTypeCode',
      'cbc:Note',
      'cbc:TaxPointDate',
      'cbc:DocumentCurrencyCode',
      'cac:OrderReference',
      'cac:AccountingSupplierParty',
      'cac:AccountingCustomerParty',
      'cac:PaymentMeans',
      'cac:PaymentTerms',
      'cac:TaxTotal',
      'cac:LegalMonetaryTotal',
      'cac:InvoiceLine',
    ]);
  });

  test('says a discount with its reason, percentage and what it is a percentage of', () => {
    const xml = toXml(issued([{ quantity: '3', unitPrice: '333.33', discountPercent: '12.5' }]));
    const [allowance] = elementsAt(xml, 'cac:InvoiceLine/cac:AllowanceCharge');
    expect(allowance?.children.map(({ name, text }) => `${name} ${text}`)).toEqual([
      'cbc:ChargeIndicator false',
      'cbc:AllowanceChargeReason Agreed in the deal',
      'cbc:MultiplierFactorNumeric 12.5',
      'cbc:Amount 125.00',
      'cbc:BaseAmount 999.99',
    ]);
    expect(textsAt(xml, 'cac:InvoiceLine/cbc:LineExtensionAmount')).toEqual(['874.99']);
  });

  test('keeps every amount of the document, in its currency, and breaks no rule of the norm', () => {
    fc.assert(
      fc.property(sampleInputs, ({ lines, ...options }) => {
        const document = { ...issued(), ...sampleDocument(lines, options) };
        Object.assign(document, { number: 'N-1', issueDate: '2026-11-24', seller: BERLIN, buyer: PARIS });
        const written = invoiceToUbl(document);
        if (!written.ok) {
          const known = /^BR-(O-11|S-08|S-05|Z-05|E-05|AE-02|IC-02|IC-11|IC-12|G-02|DEC-[0-9]+)$/;
          expect(written.refusals.filter(({ rule }) => !known.test(rule))).toEqual([]);
          return;
        }
        const xml = readXml(written.xml);
        const sum = (path: string) =>
          textsAt(xml, path)
            .reduce((total, text) => total.plus(decimalOf(text)), decimalOf('0'))
            .toFixed();
        const one = (path: string) => decimalOf(textsAt(xml, path)[0] ?? 'none').toFixed();
        const total = 'cac:LegalMonetaryTotal';
        const plain = (text: string) => decimalOf(text).toFixed();
        expect(one(`${total}/cbc:PayableAmount`)).toBe(plain(document.totals.payable));
        expect(textsAt(xml, 'cac:InvoiceLine/cbc:LineExtensionAmount').map(plain)).toEqual(
          document.lines.map(({ netAmount }) => plain(netAmount)),
        );
        expect(misplaced(xml)).toEqual([]);
        expect(brokenRules(xml)).toEqual([]);
        expect(sum('cac:InvoiceLine/cbc:LineExtensionAmount')).toBe(one(`${total}/cbc:LineExtensionAmount`));
        expect(sum('cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount')).toBe(
          one(`${total}/cbc:TaxExclusiveAmount`),
        );
        expect(sum('cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')).toBe(one('cac:TaxTotal/cbc:TaxAmount'));
        const amounts = (written.xml.match(/currencyID="[^"]*"/g) ?? []).map((text) => text.slice(12, -1));
        expect(new Set(amounts)).toEqual(new Set([document.currency]));
      }),
      { numRuns: 200 },
    );
  });

  test('is the same text for the same document', () => {
    expect(invoiceToUbl(issued())).toEqual(invoiceToUbl(structuredClone(issued())));
  });

  test('calls a reduced rate S, which is all that the norm knows', () => {
    const lines: SampleLine[] = [{ quantity: '1', unitPrice: '100', taxCategory: 'AA', taxRatePercent: '8' }];
    const xml = toXml(issued(lines));
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID')).toEqual(['S']);
    expect(textsAt(xml, 'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent')).toEqual(['8']);
  });

  test('of a seller who is registered nowhere is not subject to the tax, in one row and without tax numbers', () => {
    const untaxed: SampleLine[] = [
      { quantity: '1', unitPrice: '100', taxCategory: 'E', taxRatePercent: '0' },
      { quantity: '1', unitPrice: '50', taxCategory: 'Z', taxRatePercent: '0' },
    ];
    const { taxId: _none, ...seller } = BERLIN;
    const xml = toXml(issued(untaxed, {}, { seller }));
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount')).toEqual(['150.00']);
    expect(elementsAt(xml, 'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent')).toEqual([]);
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason')).toEqual([
      'Not subject to tax',
    ]);
    expect(textsAt(xml, 'cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID')).toEqual([
      'ent_0000000001',
    ]);
    for (const side of ['Supplier', 'Customer']) {
      expect(elementsAt(xml, `cac:Accounting${side}Party/cac:Party/cac:PartyTaxScheme`)).toEqual([]);
    }
  });

  test('has units by their codes: packages with an X, own names as mutually defined', () => {
    const document = issued([
      { quantity: '1', unitPrice: '1' },
      { quantity: '1', unitPrice: '1' },
    ]);
    const [first, second] = document.lines;
    if (first === undefined || second === undefined) throw new Error('two lines');
    const xml = toXml({
      ...document,
      lines: [
        { ...first, unit: 'BX' },
        { ...second, unit: '式' },
      ],
    });
    const codes = elementsAt(xml, 'cac:InvoiceLine/cbc:InvoicedQuantity').map(
      ({ attributes }) => attributes['unitCode'],
    );
    expect(codes).toEqual(['XBX', 'ZZ']);
  });
});

describe('between registered parties in Japan', () => {
  const yen = (changes: Partial<InvoiceDocument> = {}): InvoiceDocument =>
    issued(
      [
        { quantity: '3', unitPrice: '105', taxCategory: 'S', taxRatePercent: '10' },
        { quantity: '1', unitPrice: '1235', taxCategory: 'AA', taxRatePercent: '8' },
      ],
      { currency: 'JPY', rounding: 'down' },
      { seller: TOKYO, buyer: YOKOHAMA, locale: 'ja', ...changes },
    );

  test('it is JP PINT: its ids, both addresses on the network, the day of the supply as a period, AA as AA', () => {
    const xml = toXml(yen());
    expect(textsAt(xml, 'cbc:CustomizationID')).toEqual(['urn:peppol:pint:billing-1@jp-1']);
    expect(textsAt(xml, 'cbc:ProfileID')).toEqual(['urn:peppol:bis:billing']);
    expect(elementsAt(xml, 'cac:AccountingCustomerParty/cac:Party/cbc:EndpointID')).toMatchObject([
      { text: 'T4011001098993', attributes: { schemeID: '0221' } },
    ]);
    expect(textsAt(xml, 'cac:InvoicePeriod/cbc:StartDate')).toEqual(['2026-11-20']);
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID')).toEqual(['S', 'AA']);
    expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')).toEqual(['31', '98']);
    expect(textsAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['1679']);
  });

  test('a buyer without a registration number has no address there: the invoice is EN 16931, its number a tax number', () => {
    const { taxId: _none, ...buyer } = YOKOHAMA;
    const xml = toXml(yen({ buyer }));
    expect(textsAt(xml, 'cbc:CustomizationID')).toEqual(['urn:cen.eu:en16931:2017']);
    const scheme = 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme';
    expect(textsAt(xml, `${scheme}/cbc:CompanyID`)).toEqual(['T7000012050002']);
    expect(textsAt(xml, `${scheme}/cac:TaxScheme/cbc:ID`)).toEqual(['TAX']);
  });

  test('a lawful tax that lies below base times rate is refused by its rule and never changed', () => {
    const document = yen();
    const [first, second] = document.taxRows;
    if (first === undefined || second === undefined) throw new Error('two rates');
    const less = { ...first, tax: '30' };
    const totals = { ...document.totals, tax: '128', taxInclusive: '1678', payable: '1678' };
    expect(rulesOf({ ...document, taxRows: [less, second], totals })).toContain('aligned-ibrp-051-jp');
  });

  test('an invoice in another currency is refused: its tax in yen is not known', () => {
    const dollars = issued([{ quantity: '1', unitPrice: '100' }], {}, { seller: TOKYO, buyer: YOKOHAMA });
    expect(rulesOf(dollars)).toEqual(['jp-pint.tax_currency']);
  });
});

describe('is refused with the rule that it breaks', () => {
  test.each<[string, Partial<InvoiceDocument>, string]>([
    ['without an address of the buyer', { buyer: { name: 'Étoile SA' } }, 'BR-10'],
    ['without an address of the seller', { seller: { name: 'Müller', taxId: 'DE1' } }, 'BR-08'],
    [
      'without the tax number of a seller who taxes',
      { seller: { ...BERLIN, taxId: undefined } as Party },
      'BR-S-02',
    ],
    ['without a number', { number: null }, 'BR-02'],
  ])('an invoice %s', (_what, changes, rule) => {
    expect(rulesOf(issued(undefined, {}, changes))).toContain(rule);
  });

  test('an invoice with something outside the scope beside something that is not', () => {
    const mixed: SampleLine[] = [
      { quantity: '1', unitPrice: '100' },
      { quantity: '1', unitPrice: '50', taxCategory: 'O', taxRatePercent: '0' },
    ];
    expect(rulesOf(issued(mixed))).toEqual(['BR-O-11']);
  });

  test('an invoice that does not add up', () => {
    const document = issued();
    expect(rulesOf({ ...document, totals: { ...document.totals, payable: '1.00' } })).not.toEqual([]);
  });
});
