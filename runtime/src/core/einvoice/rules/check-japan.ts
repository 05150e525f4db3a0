import type { Big } from 'big.js';
import type { InvoiceDocument } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { electronicAddressOf } from '../electronic-address.ts';
import type { EInvoiceProfile } from '../profile.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import type { TaxBreakdown, TaxView } from '../tax-view.ts';
import { isTaxed } from '../ubl-totals.ts';

/** JP PINT knows these categories only; the tax of each rate is a whole number beside its base times rate. */
const CATEGORIES: ReadonlySet<string> = new Set(['S', 'AA', 'E', 'G', 'O']);

/** The rules that JP PINT has of its own, for sellers with (`jp-pint`) and without (`jp-ntr`) a registration number. */
export function checkJapan(
  document: InvoiceDocument,
  profile: EInvoiceProfile,
  taxes: TaxView,
): ProfileRefusal[] {
  const { seller, buyer, type, precedingInvoices = [] } = document;
  const isReturn = type === 'credit_note' || type === 'corrected';
  const rules: [boolean, string, string, string][] = [
    [
      electronicAddressOf(seller, profile) === undefined,
      'ibt-034',
      '/seller/electronicAddress',
      'The seller has no electronic address.',
    ],
    [
      electronicAddressOf(buyer, profile) === undefined,
      'ibt-049',
      '/buyer/electronicAddress',
      'The buyer has no electronic address, nor a registration number that would be one.',
    ],
    [
      seller.address !== undefined && seller.address.country !== 'JP',
      'jp-pint.seller',
      '/seller/address/country',
      'The seller is not in Japan.',
    ],
    [
      profile === 'jp-ntr' && taxes.rows.some(isTaxed),
      'jp-ntr.tax',
      '/taxRows',
      'A seller without a registration number states no tax.',
    ],
    [
      isReturn && precedingInvoices.length === 0,
      'jp-pint.preceding_invoice',
      '/precedingInvoices',
      'What is given back or corrected names the invoice that it was on.',
    ],
  ];
  return [
    ...rules.flatMap(([isBroken, rule, pointer, detail]) => (isBroken ? refuse(rule, pointer, detail) : [])),
    ...checkTaxCurrency(document, taxes),
    ...taxes.rows.flatMap((row, index) => checkRow(row, `/taxRows/${index}`)),
    ...checkRowsOnce(taxes),
  ];
}

/** An invoice in another currency states its tax in yen as well, by category (ibt-111, ibt-190). */
function checkTaxCurrency(
  { currency, taxCurrency, totals }: InvoiceDocument,
  { rows }: TaxView,
): ProfileRefusal[] {
  if (taxCurrency !== undefined && taxCurrency !== 'JPY') {
    return [refuse('aligned-ibr-jp-05', '/taxCurrency', 'The tax currency is not yen.')];
  }
  if (currency === 'JPY') return [];
  if (taxCurrency === undefined || totals.taxInTaxCurrency === undefined) {
    const detail = `The tax total in yen of an invoice in ${currency} is not known.`;
    return [refuse('jp-pint.tax_currency', '/taxCurrency', detail)];
  }
  const taxed = rows.filter(isTaxed);
  if (taxed.length < 2 || taxed.every(({ taxInTaxCurrency }) => taxInTaxCurrency !== undefined)) return [];
  const detail = 'The tax in yen is known of all rates together, and is wanted of each.';
  return [refuse('jp-pint.tax_currency', '/totals/taxInTaxCurrency', detail)];
}

function checkRow({ category, ratePercent = '0', base, tax }: TaxBreakdown, at: string): ProfileRefusal[] {
  const refusals: ProfileRefusal[] = [];
  if (!CATEGORIES.has(category)) {
    refusals.push(refuse('aligned-ibrp-cl-01-jp', at, `Japan has no category ${category}.`));
  }
  if ((category === 'E' || category === 'G') && !decimalOf(ratePercent).eq(0)) {
    const rule = `aligned-ibrp-${category.toLowerCase()}-05`;
    refusals.push(refuse(rule, `${at}/ratePercent`, `The rate of the category ${category} is zero.`));
  }
  const exact = decimalOf(base).times(decimalOf(ratePercent)).times('0.01');
  if (!isBesides(decimalOf(tax), exact)) {
    const detail = `A tax of ${tax} does not lie beside ${base} times ${ratePercent} percent.`;
    refusals.push(refuse('aligned-ibrp-051-jp', at, detail));
  }
  return refusals;
}

/** A category stands in the breakdown once, but for S and AA, which stand once for each rate (aligned-ibrp-e-01, -g-01). */
function checkRowsOnce({ rows }: TaxView): ProfileRefusal[] {
  const keys = rows.map(({ category, ratePercent = '' }) => `${category} ${ratePercent}`);
  if (new Set(keys).size === keys.length) return [];
  return [refuse('ibr-s-08', '/taxRows', 'A category and rate stands in the breakdown twice.')];
}

/** Between the whole numbers next to the exact value, both included. */
function isBesides(tax: Big, exact: Big): boolean {
  const floor = exact.round(0, exact.lt(0) ? 3 : 0);
  const ceiling = exact.round(0, exact.lt(0) ? 0 : 3);
  return tax.gte(floor) && tax.lte(ceiling);
}
