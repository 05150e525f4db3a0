import { elementsAt, type ReadElement, textsAt } from '../read-xml.ts';
import { BUYER, broken, categoryOf, has, number, rateOf, rowsOf, SELLER, text } from './xml-reading.ts';

/** The rules of XRechnung (BR-DE) that a document breaks. */
export function brokenInGermany(xml: ReadElement): string[] {
  const filled = (path: string) => text(xml, path).trim() !== '';
  const contact = `${SELLER}/cac:Contact`;
  return broken([
    ['BR-DE-1', has(xml, 'cac:PaymentMeans')],
    ['BR-DE-2', has(xml, contact)],
    ['BR-DE-3', filled(`${SELLER}/cac:PostalAddress/cbc:CityName`)],
    ['BR-DE-4', filled(`${SELLER}/cac:PostalAddress/cbc:PostalZone`)],
    ['BR-DE-5', filled(`${contact}/cbc:Name`)],
    ['BR-DE-6', filled(`${contact}/cbc:Telephone`)],
    ['BR-DE-7', filled(`${contact}/cbc:ElectronicMail`)],
    ['BR-DE-8', filled(`${BUYER}/cac:PostalAddress/cbc:CityName`)],
    ['BR-DE-9', filled(`${BUYER}/cac:PostalAddress/cbc:PostalZone`)],
    ['BR-DE-15', filled('cbc:BuyerReference')],
    ['BR-DE-17', ['326', '380', '384', '389', '381'].includes(text(xml, `cbc:${xml.name}TypeCode`))],
    ['BR-DE-23-a', has(xml, 'cac:PaymentMeans/cac:PayeeFinancialAccount')],
    ['BR-DE-26', text(xml, 'cbc:InvoiceTypeCode') !== '384' || has(xml, 'cac:BillingReference')],
    ['BR-DE-27', (text(xml, `${contact}/cbc:Telephone`).match(/[0-9]/g) ?? []).length >= 3],
  ]);
}

/** The rules of JP PINT that a document breaks. */
export function brokenInJapan(xml: ReadElement): string[] {
  const isRegistered = text(xml, 'cbc:CustomizationID') === 'urn:peppol:pint:billing-1@jp-1';
  const numbers = textsAt(xml, `${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`);
  const schemes = [
    'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory',
    'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory',
  ].flatMap((path) => textsAt(xml, `${path}/cac:TaxScheme/cbc:ID`));
  const inYen = elementsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount').filter(
    ({ attributes }) => attributes['currencyID'] === 'JPY',
  );
  const currency = text(xml, 'cbc:DocumentCurrencyCode');
  const taxCurrency = text(xml, 'cbc:TaxCurrencyCode');
  return broken([
    ['ibr-cl-01', xml.name === 'Invoice' && text(xml, 'cbc:InvoiceTypeCode') === '380'],
    ['aligned-ibrp-052', has(xml, 'cac:InvoicePeriod') || has(xml, 'cac:InvoiceLine/cac:InvoicePeriod')],
    ['aligned-ibr-jp-01', !isRegistered || numbers.every((each) => /^T[0-9]{13}$/.test(each))],
    ['aligned-ibr-jp-03', schemes.every((each) => each === 'VAT')],
    ['aligned-ibr-jp-04', !isRegistered || numbers.length === 1],
    ['aligned-ibr-jp-05', taxCurrency === '' ? currency === 'JPY' : taxCurrency === 'JPY'],
    ['aligned-ibr-jp-06', inYen.length > 0 && inYen.every((each) => !each.text.includes('.'))],
    ['ibt-049', has(xml, `${BUYER}/cbc:EndpointID`) && has(xml, `${SELLER}/cbc:EndpointID`)],
    ...rowsOf(xml).flatMap((row): [string, boolean][] => {
      const category = categoryOf(row);
      const rate = rateOf(row);
      const exact = number(row, 'cbc:TaxableAmount')
        .times(rate || '0')
        .div(100);
      const tax = number(row, 'cbc:TaxAmount');
      // floor and ceiling of XPath, which are those of the number line, below zero as well.
      const floor = exact.round(0, exact.lt(0) ? 3 : 0);
      const ceiling = exact.round(0, exact.lt(0) ? 0 : 3);
      return [
        ['aligned-ibrp-cl-01-jp', ['S', 'AA', 'E', 'G', 'O'].includes(category)],
        ['aligned-ibrp-048', (rate === '') === (category === 'O')],
        ['aligned-ibrp-051-jp', tax.gte(floor) && tax.lte(ceiling)],
        ['aligned-ibrp-e-05', !['E', 'G'].includes(category) || rate === '0'],
      ];
    }),
  ]);
}
