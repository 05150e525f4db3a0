import type { AllowanceCharge, DocumentLine, InvoiceDocument, TaxRow, Totals } from './document.ts';

/**
 * The same document with every quantity and amount of the other sign: a European credit note (type 381) states what is
 * given back as a positive amount, where ours is an invoice below zero. Prices, percentages and rates stay.
 */
export function mirrorDocument(document: InvoiceDocument): InvoiceDocument {
  const { allowances, charges, instalments, withholding } = document;
  return {
    ...document,
    ...(allowances === undefined ? {} : { allowances: allowances.map(mirrorPart) }),
    ...(charges === undefined ? {} : { charges: charges.map(mirrorPart) }),
    ...(instalments === undefined
      ? {}
      : { instalments: instalments.map((each) => ({ ...each, amount: negate(each.amount) })) }),
    ...(withholding === undefined
      ? {}
      : {
          withholding: { ...withholding, base: negate(withholding.base), amount: negate(withholding.amount) },
        }),
    lines: document.lines.map(mirrorLine),
    taxRows: document.taxRows.map(
      (row): TaxRow => ({
        ...row,
        base: negate(row.base),
        tax: negate(row.tax),
        ...(row.taxInTaxCurrency === undefined ? {} : { taxInTaxCurrency: negate(row.taxInTaxCurrency) }),
      }),
    ),
    totals: mirrorTotals(document.totals),
  };
}

/** Zero has no sign. */
const negate = (text: string): string => {
  if (text.startsWith('-')) return text.slice(1);
  return /[1-9]/.test(text) ? `-${text}` : text;
};

function mirrorPart<Part extends AllowanceCharge>(part: Part): Part {
  const base = part.base === undefined ? {} : { base: negate(part.base) };
  return { ...part, amount: negate(part.amount), ...base };
}

function mirrorLine(line: DocumentLine): DocumentLine {
  const { discount, allowances, charges, grossAmount, preciseNet } = line;
  return {
    ...line,
    quantity: negate(line.quantity),
    netAmount: negate(line.netAmount),
    ...(discount === undefined ? {} : { discount: { ...discount, amount: negate(discount.amount) } }),
    ...(allowances === undefined ? {} : { allowances: allowances.map(mirrorPart) }),
    ...(charges === undefined ? {} : { charges: charges.map(mirrorPart) }),
    ...(grossAmount === undefined ? {} : { grossAmount: negate(grossAmount) }),
    ...(preciseNet === undefined ? {} : { preciseNet: negate(preciseNet) }),
  };
}

function mirrorTotals(totals: Totals): Totals {
  const { allowances, charges, rounding, taxInTaxCurrency } = totals;
  return {
    lineNet: negate(totals.lineNet),
    ...(allowances === undefined ? {} : { allowances: negate(allowances) }),
    ...(charges === undefined ? {} : { charges: negate(charges) }),
    taxExclusive: negate(totals.taxExclusive),
    tax: negate(totals.tax),
    taxInclusive: negate(totals.taxInclusive),
    prepaid: negate(totals.prepaid),
    ...(rounding === undefined ? {} : { rounding: negate(rounding) }),
    payable: negate(totals.payable),
    ...(taxInTaxCurrency === undefined ? {} : { taxInTaxCurrency: negate(taxInTaxCurrency) }),
  };
}
