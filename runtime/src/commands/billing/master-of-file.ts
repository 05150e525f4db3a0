import type { MasterProduct, TaxClass, TaxRule } from '../../core/billing/draft-line.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import { compareDates } from '../../core/civil-date.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { ContractFile } from './contract-file.ts';

/** What the hub would take from its product master and the entity's tax rules. */
export type FileMaster = {
  productOn: (sku: string) => MasterProduct | undefined;
  taxRulesOn: (day: string) => TaxRule[];
};

const TAX_CLASSES: readonly TaxClass[] = ['standard', 'reduced', 'exempt'];

/** The products and tax rules of a contract's file; those of the contract that it does not describe are plain ones. */
export function masterOfFile(file: ContractFile): FileMaster {
  const products = new Map(skusOfContract(file).map((sku) => [sku, productOf(file, sku)]));
  return { productOn: (sku) => products.get(sku), taxRulesOn: (day) => taxRulesOn(file, day) };
}

function productOf({ prices, products, currency }: ContractFile, sku: string): MasterProduct {
  const { names, unit, taxClass } = products[sku] ?? { unit: 'C62', taxClass: 'standard' };
  const price = prices[sku];
  return {
    productId: '',
    versionId: '',
    sku,
    names: names ?? { en: sku, ja: sku },
    unit,
    taxClass,
    prices: new Map(price === undefined ? [] : [[currency, { unitPrice: decimalOf(price), tiers: null }]]),
    // A file says nothing of what may be let go, so nothing goes beyond it.
    maxDiscountPercent: decimalOf('100'),
  };
}

/** Of each class the rule that came into force last. */
function taxRulesOn({ taxRules }: ContractFile, day: string): TaxRule[] {
  if (taxRules === undefined) {
    return TAX_CLASSES.map((taxClass) => ({ taxClass, category: 'O', ratePercent: decimalOf('0') }));
  }
  return TAX_CLASSES.flatMap((taxClass) => {
    const inForce = taxRules
      .filter(
        (rule) =>
          rule.taxClass === taxClass && (rule.from === undefined || compareDates(rule.from, day) <= 0),
      )
      .toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1))
      .at(-1);
    if (inForce === undefined) return [];
    return { taxClass, category: inForce.category, ratePercent: decimalOf(inForce.ratePercent) };
  });
}
