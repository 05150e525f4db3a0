import type { Big } from 'big.js';
import { checkIdentities } from '../invoice/check-identities.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { EInvoiceProfile } from './profile.ts';
import type { TaxView } from './tax-view.ts';

/** What of a document breaks a rule of its profile: the place, the rule's id, and a sentence. */
export type ProfileRefusal = { pointer: string; rule: string; detail: string };

/** Everything that keeps an issued document from being an electronic invoice of its profile; empty when nothing does. */
export function checkProfile(
  document: InvoiceDocument,
  profile: EInvoiceProfile,
  taxes: TaxView,
): ProfileRefusal[] {
  return [
    ...checkIdentities(document).map(({ code, pointer, text }) => ({ pointer, rule: code, detail: text.en })),
    ...checkParties(document, taxes),
    ...checkTaxes(taxes),
    ...(profile === 'jp-pint' ? checkJapan(document, taxes) : []),
  ];
}

function checkParties({ seller, buyer }: InvoiceDocument, taxes: TaxView): ProfileRefusal[] {
  const refusals: ProfileRefusal[] = [];
  if (seller.address === undefined) {
    refusals.push({ pointer: '/seller/address', rule: 'BR-08', detail: 'The seller has no postal address.' });
  }
  if (buyer.address === undefined) {
    refusals.push({ pointer: '/buyer/address', rule: 'BR-10', detail: 'The buyer has no postal address.' });
  }
  if (!taxes.isOutOfScope && seller.taxId === undefined) {
    refusals.push({ pointer: '/seller/taxId', rule: 'BR-S-02', detail: 'The seller has no tax number.' });
  }
  return refusals;
}

function checkTaxes({ rows, isOutOfScope }: TaxView): ProfileRefusal[] {
  const refusals: ProfileRefusal[] = [];
  if (!isOutOfScope && rows.some(({ category }) => category === 'O')) {
    const detail = 'What is outside the scope of the tax stands beside what is not.';
    refusals.push({ pointer: '/taxRows', rule: 'BR-O-11', detail });
  }
  const keys = rows.map(({ category, ratePercent = '' }) => `${category} ${ratePercent}`);
  if (new Set(keys).size < keys.length) {
    const detail = 'A category and rate of the profile stands in the breakdown twice.';
    refusals.push({ pointer: '/taxRows', rule: 'BR-S-08', detail });
  }
  return refusals;
}

/** JP PINT knows these categories only; the tax of each rate is a whole number of yen beside its base times rate. */
const JAPANESE_CATEGORIES: ReadonlySet<string> = new Set(['S', 'AA', 'E', 'G', 'O']);

function checkJapan(document: InvoiceDocument, taxes: TaxView): ProfileRefusal[] {
  const refusals: ProfileRefusal[] = [];
  if (document.currency !== 'JPY') {
    const detail = `The tax total in yen of an invoice in ${document.currency} is not known.`;
    refusals.push({ pointer: '/currency', rule: 'jp-pint.tax_currency', detail });
    return refusals;
  }
  for (const [index, { category, ratePercent, base, tax }] of taxes.rows.entries()) {
    const pointer = `/taxRows/${index}`;
    if (!JAPANESE_CATEGORIES.has(category)) {
      refusals.push({
        pointer,
        rule: 'jp-pint.category',
        detail: `The category ${category} does not exist.`,
      });
    }
    const exact = decimalOf(base)
      .times(decimalOf(ratePercent ?? '0'))
      .div(100);
    if (!isBesides(decimalOf(tax), exact)) {
      const detail = `A tax of ${tax} does not lie beside ${base} times ${ratePercent ?? '0'} percent.`;
      refusals.push({ pointer, rule: 'aligned-ibrp-051-jp', detail });
    }
  }
  return refusals;
}

/** Between the whole numbers next to the exact value, both included. */
function isBesides(tax: Big, exact: Big): boolean {
  const floor = exact.round(0, exact.lt(0) ? 3 : 0);
  const ceiling = exact.round(0, exact.lt(0) ? 0 : 3);
  return tax.gte(floor) && tax.lte(ceiling);
}
