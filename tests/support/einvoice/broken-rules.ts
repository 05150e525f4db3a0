import Big from 'big.js';
import { elementsAt, type ReadElement, textsAt } from '../read-xml.ts';
import { brokenInGermany, brokenInJapan } from './broken-national-rules.ts';
import {
  allowancesOf,
  amountsOf,
  BUYER,
  breakdown,
  broken,
  categoryOf,
  has,
  isCharge,
  lineName,
  number,
  rateOf,
  rowsOf,
  SELLER,
  sum,
  text,
} from './xml-reading.ts';

/** The rules of the published schematrons that an electronic invoice breaks, read from its XML alone. */
export function brokenRules(xml: ReadElement): string[] {
  const customization = textsAt(xml, 'cbc:CustomizationID')[0] ?? '';
  const isJapanese = customization.startsWith('urn:peppol:pint:');
  const isOnPeppol = customization.includes('peppol.eu') || customization.includes('xrechnung');
  return [
    ...brokenNames(xml),
    ...brokenSums(xml),
    ...elementsAt(xml, lineName(xml)).flatMap((line) => brokenLine(line, isOnPeppol)),
    ...allowancesOf(xml).flatMap(brokenAllowance),
    ...(isJapanese ? brokenInJapan(xml) : brokenInEurope(xml)),
    ...(customization.includes('peppol.eu') || customization.includes('xrechnung')
      ? brokenOnPeppol(xml)
      : []),
    ...(customization.includes('xrechnung') ? brokenInGermany(xml) : []),
  ];
}

function brokenNames(xml: ReadElement): string[] {
  const nameOf = (party: string) => text(xml, `${party}/cac:PartyLegalEntity/cbc:RegistrationName`);
  return broken([
    ['BR-06', nameOf(SELLER) !== ''],
    ['BR-07', nameOf(BUYER) !== ''],
  ]);
}

function brokenSums(xml: ReadElement): string[] {
  const totals = 'cac:LegalMonetaryTotal/cbc:';
  const total = (name: string) => number(xml, `${totals}${name}Amount`);
  const lines = sum(textsAt(xml, `${lineName(xml)}/cbc:LineExtensionAmount`));
  return broken([
    ['BR-CO-10', total('LineExtension').eq(lines)],
    ['BR-CO-11', total('AllowanceTotal').eq(amountsOf(xml, false))],
    ['BR-CO-12', total('ChargeTotal').eq(amountsOf(xml, true))],
    [
      'BR-CO-13',
      total('TaxExclusive').eq(
        total('LineExtension').minus(total('AllowanceTotal')).plus(total('ChargeTotal')),
      ),
    ],
    [
      'BR-CO-14',
      number(breakdown(xml), 'cbc:TaxAmount').eq(
        sum(rowsOf(xml).flatMap((row) => textsAt(row, 'cbc:TaxAmount'))),
      ),
    ],
    [
      'BR-CO-15',
      total('TaxInclusive').eq(total('TaxExclusive').plus(number(breakdown(xml), 'cbc:TaxAmount'))),
    ],
    [
      'BR-CO-16',
      total('Payable').eq(total('TaxInclusive').minus(total('Prepaid')).plus(total('PayableRounding'))),
    ],
    ['BR-CO-25', total('Payable').lte(0) || has(xml, 'cbc:DueDate') || has(xml, 'cac:PaymentTerms')],
    ...rowsOf(xml).flatMap((row): [string, boolean][] => [
      ['BR-S-08', number(row, 'cbc:TaxableAmount').eq(baseOf(xml, categoryOf(row), rateOf(row)))],
      // One unit: modes other than half up are lawful in Japan, and elsewhere the document says no mode.
      [
        'BR-CO-17',
        number(row, 'cbc:TaxableAmount')
          .times(rateOf(row) || '0')
          .div(100)
          .minus(number(row, 'cbc:TaxAmount'))
          .abs()
          .lte(1),
      ],
    ]),
  ]);
}

function baseOf(xml: ReadElement, category: string, rate: string): Big {
  const isIn = (tax: ReadElement | undefined) =>
    tax !== undefined && text(tax, 'cbc:ID') === category && text(tax, 'cbc:Percent') === rate;
  const lines = elementsAt(xml, lineName(xml)).filter((line) =>
    isIn(elementsAt(line, 'cac:Item/cac:ClassifiedTaxCategory')[0]),
  );
  const parts = elementsAt(xml, 'cac:AllowanceCharge').filter((part) =>
    isIn(elementsAt(part, 'cac:TaxCategory')[0]),
  );
  return parts.reduce(
    (base, part) => base.plus(number(part, 'cbc:Amount').times(isCharge(part) ? 1 : -1)),
    sum(lines.flatMap((line) => textsAt(line, 'cbc:LineExtensionAmount'))),
  );
}

function brokenLine(line: ReadElement, isOnPeppol: boolean): string[] {
  const isCredit = line.name === 'cac:CreditNoteLine';
  const quantity = number(line, isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity');
  const price = number(line, 'cac:Price/cbc:PriceAmount');
  const base = has(line, 'cac:Price/cbc:BaseQuantity')
    ? number(line, 'cac:Price/cbc:BaseQuantity')
    : new Big(1);
  const parts = amountsOf(line, true).minus(amountsOf(line, false));
  const expected = quantity.times(price).plus(parts.times(base));
  const net = number(line, 'cbc:LineExtensionAmount').times(base);
  const units = elementsAt(line, 'cac:Price/cbc:BaseQuantity').map(
    ({ attributes }) => attributes['unitCode'],
  );
  const unit = line.children.find(({ name }) => name.endsWith('Quantity'))?.attributes['unitCode'];
  return broken([
    ['BR-25', text(line, 'cac:Item/cbc:Name') !== ''],
    ['BR-26', has(line, 'cac:Price/cbc:PriceAmount')],
    ['BR-27', price.gte(0)],
    ['BR-CO-04', has(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID')],
    ['PEPPOL-EN16931-R120', !isOnPeppol || net.minus(expected).abs().lte(base.times('0.02'))],
    ['PEPPOL-EN16931-R121', base.gt(0)],
    ['PEPPOL-EN16931-R130', units.every((each) => each === unit)],
  ]);
}

function brokenAllowance(part: ReadElement): string[] {
  const [percent, base] = ['cbc:MultiplierFactorNumeric', 'cbc:BaseAmount'].map((name) => text(part, name));
  const hasBoth = percent !== '' && base !== '';
  const share = hasBoth ? new Big(base ?? '0').times(percent ?? '0').div(100) : number(part, 'cbc:Amount');
  return broken([
    ['BR-33', has(part, 'cbc:AllowanceChargeReason') || has(part, 'cbc:AllowanceChargeReasonCode')],
    ['PEPPOL-EN16931-R040', share.minus(number(part, 'cbc:Amount')).abs().lte('0.02')],
    ['PEPPOL-EN16931-R041', percent === '' || base !== ''],
    ['PEPPOL-EN16931-R042', base === '' || percent !== ''],
  ]);
}

const FAMILIES: Record<string, string> = { K: 'IC' };

function brokenInEurope(xml: ReadElement): string[] {
  const categories = rowsOf(xml).map(categoryOf);
  const isOut = categories.includes('O');
  const numbers = (of: string, scheme?: string) =>
    elementsAt(xml, `${of}/cac:PartyTaxScheme`).filter(
      (each) => scheme === undefined || text(each, 'cac:TaxScheme/cbc:ID') === scheme,
    );
  const representative = has(xml, 'cac:TaxRepresentativeParty');
  const legal = has(xml, `${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`);
  const vat = [...numbers(SELLER, 'VAT'), ...numbers(BUYER, 'VAT')].map((each) =>
    text(each, 'cbc:CompanyID'),
  );
  const isDelivered = has(xml, 'cac:Delivery/cbc:ActualDeliveryDate') || has(xml, 'cac:InvoicePeriod');
  return broken([
    ['BR-02', has(xml, 'cbc:ID')],
    ['BR-03', has(xml, 'cbc:IssueDate')],
    ['BR-08', has(xml, `${SELLER}/cac:PostalAddress`)],
    ['BR-10', has(xml, `${BUYER}/cac:PostalAddress`)],
    ['BR-53', !has(xml, 'cbc:TaxCurrencyCode') || elementsAt(xml, 'cac:TaxTotal').length === 2],
    ['BR-CO-09', vat.every((each) => /^([A-Z]{2})/.test(each))],
    [
      'BR-CO-26',
      numbers(SELLER, 'VAT').length > 0 ||
        has(xml, `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`) ||
        has(xml, `${SELLER}/cac:PartyIdentification`) ||
        has(xml, `${SELLER}/cac:PartyTaxScheme`),
    ],
    ['BR-O-02', !isOut || numbers(SELLER).length + numbers(BUYER).length === 0],
    ['BR-O-11', !isOut || categories.length === 1],
    ['BR-S-02', isOut || numbers(SELLER).length > 0 || representative],
    ['BR-AE-02', !categories.includes('AE') || numbers(BUYER, 'VAT').length > 0 || legal],
    [
      'BR-IC-02',
      !categories.includes('K') || (numbers(SELLER, 'VAT').length > 0 && numbers(BUYER, 'VAT').length > 0),
    ],
    ['BR-IC-11', !categories.includes('K') || isDelivered],
    [
      'BR-IC-12',
      !categories.includes('K') || has(xml, 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country'),
    ],
    ['BR-G-02', !categories.includes('G') || numbers(SELLER, 'VAT').length > 0 || representative],
    ['BR-DEC', decimalsOf(xml).every((each) => each <= 2)],
    ...rowsOf(xml).flatMap(brokenCategory),
  ]);
}

function brokenCategory(row: ReadElement): [string, boolean][] {
  const category = categoryOf(row);
  const family = FAMILIES[category] ?? category;
  const rate = rateOf(row);
  const isReasoned =
    has(row, 'cac:TaxCategory/cbc:TaxExemptionReason') ||
    has(row, 'cac:TaxCategory/cbc:TaxExemptionReasonCode');
  const isPlain = category === 'S' || category === 'Z';
  return [
    ['BR-CL-18', ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'].includes(category)],
    [`BR-${family}-05`, category === 'O' ? rate === '' : new Big(rate || '0').gt(0) === (category === 'S')],
    [`BR-${family}-09`, category === 'S' || number(row, 'cbc:TaxAmount').eq(0)],
    [`BR-${family}-10`, isReasoned !== isPlain],
  ];
}

/** How many decimals each amount is written with, prices aside (BR-DEC-01 to 28). */
function decimalsOf(element: ReadElement): number[] {
  const own =
    element.name.endsWith('Amount') && element.name !== 'cbc:PriceAmount'
      ? [(element.text.split('.')[1] ?? '').length]
      : [];
  return [...own, ...element.children.flatMap(decimalsOf)];
}

function brokenOnPeppol(xml: ReadElement): string[] {
  const totals = elementsAt(xml, 'cac:TaxTotal');
  const withRows = totals.filter((each) => has(each, 'cac:TaxSubtotal')).length;
  const isPeppol = text(xml, 'cbc:CustomizationID').includes('peppol.eu');
  const type = text(xml, `cbc:${xml.name}TypeCode`);
  const types = xml.name === 'CreditNote' ? ['381'] : ['326', '380', '383', '384', '386'];
  const period = elementsAt(xml, 'cac:InvoicePeriod')[0];
  const lines = elementsAt(xml, `${lineName(xml)}/cac:InvoicePeriod`);
  return broken([
    ['PEPPOL-EN16931-R001', text(xml, 'cbc:ProfileID') === 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'],
    ['PEPPOL-EN16931-R002', elementsAt(xml, 'cbc:Note').length <= 1],
    [
      'PEPPOL-EN16931-R003',
      !isPeppol || has(xml, 'cbc:BuyerReference') || has(xml, 'cac:OrderReference/cbc:ID'),
    ],
    ['PEPPOL-EN16931-R005', text(xml, 'cbc:TaxCurrencyCode') !== text(xml, 'cbc:DocumentCurrencyCode')],
    ['PEPPOL-EN16931-R010', has(xml, `${BUYER}/cbc:EndpointID`)],
    ['PEPPOL-EN16931-R020', has(xml, `${SELLER}/cbc:EndpointID`)],
    ['PEPPOL-EN16931-R053', withRows === 1],
    ['PEPPOL-EN16931-R054', totals.length - withRows === (has(xml, 'cbc:TaxCurrencyCode') ? 1 : 0)],
    [
      'PEPPOL-EN16931-R110',
      period === undefined ||
        lines.every((each) => text(each, 'cbc:StartDate') >= text(period, 'cbc:StartDate')),
    ],
    [
      'PEPPOL-EN16931-R111',
      period === undefined || lines.every((each) => text(each, 'cbc:EndDate') <= text(period, 'cbc:EndDate')),
    ],
    ['PEPPOL-EN16931-P0100', types.includes(type)],
    [
      'PEPPOL-EN16931-P0112',
      !isPeppol ||
        type !== '384' ||
        [SELLER, BUYER].every(
          (of) => text(xml, `${of}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`) === 'DE',
        ),
    ],
  ]);
}
