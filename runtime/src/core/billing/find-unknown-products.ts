import { errorFinding, type Finding } from '../validation/finding.ts';
import type { ContractToDraftInput } from './contract-to-draft.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import { pricedOn } from './priced-on.ts';

/** The code of a finding that nobody can let pass: it goes when the product master holds the product. */
export const PRODUCT_UNKNOWN = 'contract.product_unknown';

/** Each product that a contract would bill and the product master does not hold on its day, once. */
export function findUnknownProducts(
  lines: readonly DifferenceLine[],
  productOn: ContractToDraftInput['productOn'],
): Finding[] {
  const missing = new Map<string, Finding>();
  for (const line of lines) {
    const day = pricedOn(line);
    if (productOn(line.sku, day) !== undefined || missing.has(line.sku)) continue;
    missing.set(line.sku, unknownProduct(line.sku, day));
  }
  return [...missing.values()];
}

/** Says which product is missing, and from which day on. */
export const unknownProduct = (sku: string, day: string): Finding =>
  errorFinding(
    PRODUCT_UNKNOWN,
    '',
    `The product master holds no version of "${sku}" for ${day}. It is billed as soon as it does.`,
    `商品マスターに「${sku}」の${day}時点の版がありません。登録されると自動的に請求されます。`,
  );

/** Whether somebody can let the findings of a parked contract pass; a product that is missing has to be added. */
export const isReleasable = (findings: readonly Finding[]): boolean =>
  findings.every(({ code }) => code !== PRODUCT_UNKNOWN);
