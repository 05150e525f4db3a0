import type { InvoiceDocument } from './document.ts';

/** A decimal of a document: its JSON pointer, its text, and whether it is booked in the document's currency. */
export type DocumentDecimal = { pointer: string; text: string; isAmount: boolean };

/** Every decimal of a document. Amounts carry at most the currency's decimals; prices, quantities and rates may carry more. */
export function listDecimals(document: InvoiceDocument): DocumentDecimal[] {
  return [
    ...document.lines.flatMap(listLine),
    ...document.taxRows.flatMap((row, index) => [
      rate(`/taxRows/${index}/ratePercent`, row.ratePercent),
      amount(`/taxRows/${index}/base`, row.base),
      amount(`/taxRows/${index}/tax`, row.tax),
    ]),
    ...Object.entries(document.totals).map(([name, text]) => amount(`/totals/${name}`, text)),
  ];
}

function listLine(line: InvoiceDocument['lines'][number], index: number): DocumentDecimal[] {
  const at = `/lines/${index}`;
  const { discount, listPrice } = line;
  return [
    rate(`${at}/quantity`, line.quantity),
    rate(`${at}/unitPrice`, line.unitPrice),
    ...(listPrice === undefined ? [] : [rate(`${at}/listPrice`, listPrice)]),
    ...(discount?.percent === undefined ? [] : [rate(`${at}/discount/percent`, discount.percent)]),
    ...(discount === undefined ? [] : [amount(`${at}/discount/amount`, discount.amount)]),
    amount(`${at}/netAmount`, line.netAmount),
    rate(`${at}/taxRatePercent`, line.taxRatePercent),
  ];
}

const amount = (pointer: string, text: string): DocumentDecimal => ({ pointer, text, isAmount: true });
const rate = (pointer: string, text: string): DocumentDecimal => ({ pointer, text, isAmount: false });
