import Big from 'big.js';
import { elementsAt, type ReadElement, textsAt } from '../read-xml.ts';

/** The ids of the rules that are not kept, of rows of an id and whether it is kept. */
export const broken = (rules: [string, boolean][]): string[] =>
  rules.flatMap(([id, isKept]) => (isKept ? [] : id));

/** The name of a line in the document. */
export const lineName = (xml: ReadElement) =>
  xml.name === 'CreditNote' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine';
/** Whether there is something at a path. */
export const has = (xml: ReadElement, path: string) => elementsAt(xml, path).length > 0;
/** The first text at a path, empty without one. */
export const text = (xml: ReadElement, path: string) => textsAt(xml, path)[0] ?? '';
/** The first number at a path, zero without one. */
export const number = (xml: ReadElement, path: string) => new Big(textsAt(xml, path)[0] ?? '0');
/** The sum of numbers. */
export const sum = (texts: string[]) => texts.reduce((total, each) => total.plus(each), new Big(0));
/** Whether an allowance or charge is a charge. */
export const isCharge = (part: ReadElement) => text(part, 'cbc:ChargeIndicator') === 'true';
/** Allowances and charges of the document and of its lines. */
export const allowancesOf = (xml: ReadElement) => [
  ...elementsAt(xml, 'cac:AllowanceCharge'),
  ...elementsAt(xml, `${lineName(xml)}/cac:AllowanceCharge`),
];
/** The sum of the allowances, or of the charges, right below an element. */
export const amountsOf = (xml: ReadElement, charges: boolean) =>
  sum(
    elementsAt(xml, 'cac:AllowanceCharge')
      .filter((part) => isCharge(part) === charges)
      .flatMap((part) => textsAt(part, 'cbc:Amount')),
  );
/** The tax total with the breakdown, which is in the document's currency. */
export const breakdown = (xml: ReadElement) => {
  const currency = text(xml, 'cbc:DocumentCurrencyCode');
  const [total] = elementsAt(xml, 'cac:TaxTotal').filter(
    (each) => elementsAt(each, 'cbc:TaxAmount')[0]?.attributes['currencyID'] === currency,
  );
  if (total === undefined) throw new Error('no tax total in the currency of the document');
  return total;
};
/** The rows of the tax breakdown. */
export const rowsOf = (xml: ReadElement) => elementsAt(breakdown(xml), 'cac:TaxSubtotal');
/** The category of a row. */
export const categoryOf = (row: ReadElement) => text(row, 'cac:TaxCategory/cbc:ID');
/** The rate of a row, empty without one. */
export const rateOf = (row: ReadElement) => text(row, 'cac:TaxCategory/cbc:Percent');

/** The paths of the two parties. */
export const SELLER = 'cac:AccountingSupplierParty/cac:Party';
export const BUYER = 'cac:AccountingCustomerParty/cac:Party';
