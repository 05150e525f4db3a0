import type { InvoiceDocument } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import type { TaxBreakdown, TaxView } from '../tax-view.ts';
import { isVatNumber } from '../vat-number.ts';

/** What the rules of a category are called: intra-community supplies (K) are IC there. */
const FAMILIES: Record<string, string> = { K: 'IC' };

/** Codes of the VATEX list that only one category may have (PEPPOL-EN16931-P0104 to P0111). */
const CATEGORIES_OF_CODES: Record<string, [category: string, rule: string]> = {
  'VATEX-EU-G': ['G', 'PEPPOL-EN16931-P0104'],
  'VATEX-EU-O': ['O', 'PEPPOL-EN16931-P0105'],
  'VATEX-EU-IC': ['K', 'PEPPOL-EN16931-P0106'],
  'VATEX-EU-AE': ['AE', 'PEPPOL-EN16931-P0107'],
  'VATEX-EU-D': ['E', 'PEPPOL-EN16931-P0108'],
  'VATEX-EU-F': ['E', 'PEPPOL-EN16931-P0109'],
  'VATEX-EU-I': ['E', 'PEPPOL-EN16931-P0110'],
  'VATEX-EU-J': ['E', 'PEPPOL-EN16931-P0111'],
};

/** The rules of EN 16931 for each category of the tax breakdown (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O). */
export function checkTaxes(document: InvoiceDocument, { rows, isOutOfScope }: TaxView): ProfileRefusal[] {
  const refusals = rows.flatMap((row, index) => [
    ...checkRow(row, `/taxRows/${index}`),
    ...checkNumbers(document, row.category),
  ]);
  if (!isOutOfScope && rows.some(({ category }) => category === 'O')) {
    const detail = 'What is outside the scope of the tax stands beside what is not.';
    refusals.push(refuse('BR-O-11', '/taxRows', detail));
  }
  const keys = rows.map(({ category, ratePercent = '' }) => `${category} ${ratePercent}`);
  if (new Set(keys).size < keys.length) {
    const detail = 'A category and rate of the profile stands in the breakdown twice.';
    refusals.push(refuse('BR-S-08', '/taxRows', detail));
  }
  return refusals;
}

function checkRow(row: TaxBreakdown, at: string): ProfileRefusal[] {
  const { category, ratePercent = '0', exemptionReason, exemptionCode } = row;
  const family = FAMILIES[category] ?? category;
  const isRateZero = decimalOf(ratePercent).eq(0);
  const refusals: ProfileRefusal[] = [];
  if (isRateZero === (category === 'S')) {
    const detail = `A rate of ${ratePercent} percent does not go with the category ${category}.`;
    refusals.push(refuse(`BR-${family}-05`, `${at}/ratePercent`, detail));
  }
  const isExempt = exemptionReason !== undefined || exemptionCode !== undefined;
  if (isExempt && (category === 'S' || category === 'Z')) {
    const detail = `The category ${category} is no exemption and has no reason of one.`;
    refusals.push(refuse(`BR-${family}-10`, `${at}/exemptionReason`, detail));
  }
  const [only, rule] = CATEGORIES_OF_CODES[(exemptionCode ?? '').toUpperCase()] ?? [];
  if (only !== undefined && rule !== undefined && only !== category) {
    refusals.push(
      refuse(rule, `${at}/exemptionCode`, `${exemptionCode} is a reason of the category ${only}.`),
    );
  }
  return refusals;
}

/** Whose numbers a category needs, and where goods went that left for another member state (BR-IC-11, BR-IC-12). */
function checkNumbers(document: InvoiceDocument, category: string): ProfileRefusal[] {
  const { seller, buyer, taxRepresentative, delivery, period } = document;
  const family = FAMILIES[category] ?? category;
  const isCrossBorder = category === 'K' || category === 'G';
  const isSellerKnown = taxRepresentative?.taxId !== undefined || isVatNumber(seller, 'en16931');
  const isBuyerKnown =
    category === 'K'
      ? isVatNumber(buyer, 'en16931')
      : buyer.taxId !== undefined || buyer.legalId !== undefined;
  const rules: [boolean, string, string, string][] = [
    [
      isCrossBorder && !isSellerKnown,
      `BR-${family}-02`,
      '/seller/taxId',
      'The seller has no number of value added tax, which begins with its country.',
    ],
    [
      (category === 'K' || category === 'AE') && !isBuyerKnown,
      `BR-${family}-02`,
      '/buyer/taxId',
      'The buyer has no tax number, and owes the tax.',
    ],
    [
      category === 'K' && delivery?.date === undefined && period === undefined,
      'BR-IC-11',
      '/delivery/date',
      'There is neither a delivery date nor an invoice period.',
    ],
    [
      category === 'K' && delivery?.address === undefined,
      'BR-IC-12',
      '/delivery/address',
      'There is no address of the delivery.',
    ],
  ];
  return rules.flatMap(([isBroken, rule, pointer, detail]) =>
    isBroken ? refuse(rule, pointer, detail) : [],
  );
}
