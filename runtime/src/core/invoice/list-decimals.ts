import type { AllowanceCharge, InvoiceDocument } from './document.ts';

/** A decimal of a document: its JSON pointer, its text, and whether it is booked in the document's currency. */
export type DocumentDecimal = { pointer: string; text: string; isAmount: boolean };

/** Every decimal of a document. Amounts carry at most the currency's decimals; prices, quantities and rates may carry more. */
export function listDecimals(document: InvoiceDocument): DocumentDecimal[] {
  const { allowances = [], charges = [], instalments = [], withholding, exchangeRate, totals } = document;
  const { taxInTaxCurrency, ...inCurrency } = totals;
  return [
    ...document.lines.flatMap(listLine),
    ...listParts('/allowances', allowances),
    ...allowances.map((part, at) => rate(`/allowances/${at}/taxRatePercent`, part.taxRatePercent)),
    ...listParts('/charges', charges),
    ...charges.map((part, at) => rate(`/charges/${at}/taxRatePercent`, part.taxRatePercent)),
    ...document.taxRows.flatMap((row, index) => [
      rate(`/taxRows/${index}/ratePercent`, row.ratePercent),
      amount(`/taxRows/${index}/base`, row.base),
      amount(`/taxRows/${index}/tax`, row.tax),
      ...(row.taxInTaxCurrency === undefined
        ? []
        : [rate(`/taxRows/${index}/taxInTaxCurrency`, row.taxInTaxCurrency)]),
    ]),
    ...Object.entries(inCurrency).flatMap(([name, text]) =>
      text === undefined ? [] : amount(`/totals/${name}`, text),
    ),
    ...(taxInTaxCurrency === undefined ? [] : [rate('/totals/taxInTaxCurrency', taxInTaxCurrency)]),
    ...instalments.map((part, index) => amount(`/instalments/${index}/amount`, part.amount)),
    ...(withholding === undefined
      ? []
      : [
          amount('/withholding/base', withholding.base),
          rate('/withholding/ratePercent', withholding.ratePercent),
          amount('/withholding/amount', withholding.amount),
        ]),
    ...(exchangeRate === undefined ? [] : [rate('/exchangeRate/rate', exchangeRate.rate)]),
  ];
}

function listLine(line: InvoiceDocument['lines'][number], index: number): DocumentDecimal[] {
  const at = `/lines/${index}`;
  const { discount, listPrice, baseQuantity, preciseNet, grossAmount, allowances = [], charges = [] } = line;
  const { allowedDiscountPercent } = line;
  return [
    rate(`${at}/quantity`, line.quantity),
    rate(`${at}/unitPrice`, line.unitPrice),
    ...(baseQuantity === undefined ? [] : [rate(`${at}/baseQuantity`, baseQuantity)]),
    ...(listPrice === undefined ? [] : [rate(`${at}/listPrice`, listPrice)]),
    ...(allowedDiscountPercent === undefined
      ? []
      : [rate(`${at}/allowedDiscountPercent`, allowedDiscountPercent)]),
    ...(discount?.percent === undefined ? [] : [rate(`${at}/discount/percent`, discount.percent)]),
    ...(discount === undefined ? [] : [amount(`${at}/discount/amount`, discount.amount)]),
    ...listParts(`${at}/allowances`, allowances),
    ...listParts(`${at}/charges`, charges),
    amount(`${at}/netAmount`, line.netAmount),
    ...(preciseNet === undefined ? [] : [rate(`${at}/preciseNet`, preciseNet)]),
    ...(grossAmount === undefined ? [] : [amount(`${at}/grossAmount`, grossAmount)]),
    rate(`${at}/taxRatePercent`, line.taxRatePercent),
  ];
}

const listParts = (at: string, parts: readonly AllowanceCharge[]): DocumentDecimal[] =>
  parts.flatMap(({ amount: text, percent, base }, index) => [
    amount(`${at}/${index}/amount`, text),
    ...(percent === undefined ? [] : [rate(`${at}/${index}/percent`, percent)]),
    ...(base === undefined ? [] : [amount(`${at}/${index}/base`, base)]),
  ]);

const amount = (pointer: string, text: string): DocumentDecimal => ({ pointer, text, isAmount: true });
const rate = (pointer: string, text: string): DocumentDecimal => ({ pointer, text, isAmount: false });
