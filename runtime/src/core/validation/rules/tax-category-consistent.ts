import type { InvoiceDocument, TaxCategory } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Categories under which nothing is charged (BR-E-05, BR-Z-05, BR-AE-05, BR-IC-05, BR-G-05; O knows no rate). */
const WITHOUT_TAX: ReadonlySet<TaxCategory> = new Set(['E', 'Z', 'AE', 'K', 'G', 'O']);

/** A rate fits its category, and reverse charge and supplies within the EU name both tax numbers (BR-AE-02, BR-IC-02). */
export const taxCategoryConsistent: ValidationRule = (document) => [
  ...ratesOf(document).flatMap(({ at, category, ratePercent }) => checkRate(at, category, ratePercent)),
  ...checkTaxNumbers(document),
];

type Taxed = { at: string; category: TaxCategory; ratePercent: string };

function ratesOf({ lines, allowances = [], charges = [] }: InvoiceDocument): Taxed[] {
  const named =
    (at: string) => (part: { taxCategory: TaxCategory; taxRatePercent: string }, index: number) => ({
      at: `${at}/${index}/taxRatePercent`,
      category: part.taxCategory,
      ratePercent: part.taxRatePercent,
    });
  return [
    ...lines.map(named('/lines')),
    ...allowances.map(named('/allowances')),
    ...charges.map(named('/charges')),
  ];
}

function checkRate(at: string, category: TaxCategory, ratePercent: string): Finding[] {
  const rate = decimalOf(ratePercent);
  if (WITHOUT_TAX.has(category)) {
    if (rate.eq(0)) return [];
    return [
      errorFinding(
        'tax.rate_not_zero',
        at,
        `Nothing is charged under category ${category}, but the rate is ${ratePercent} %.`,
        `税区分 ${category} は税率0%ですが、${ratePercent}%になっています。`,
      ),
    ];
  }
  if (rate.gt(0)) return [];
  return [
    errorFinding(
      'tax.rate_zero',
      at,
      `Category ${category} is taxed, but the rate is ${ratePercent} % (BR-S-05): zero-rated goods are Z.`,
      `税区分 ${category} は課税ですが、税率が${ratePercent}%です(BR-S-05)。ゼロ税率の区分は Z です。`,
    ),
  ];
}

function checkTaxNumbers({ seller, buyer, taxRows }: InvoiceDocument): Finding[] {
  const category = taxRows.find((row) => row.category === 'AE' || row.category === 'K')?.category;
  if (category === undefined) return [];
  return [
    ...(seller.taxId === undefined ? [numberMissing('/seller/taxId', category)] : []),
    ...(buyer.taxId === undefined ? [numberMissing('/buyer/taxId', category)] : []),
  ];
}

const numberMissing = (pointer: string, category: TaxCategory): Finding =>
  errorFinding(
    'tax.number_missing',
    pointer,
    `Category ${category} needs the tax numbers of seller and buyer.`,
    `税区分 ${category} には売手と買手双方の税務登録番号が必要です。`,
  );
