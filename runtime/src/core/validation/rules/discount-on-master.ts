import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { warningFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** What the finding of a discount beyond the product master's is called. */
export const DISCOUNT_BEYOND = 'line.discount_override';

/** A line that lets go of more than the product master allows wants a reason (R-CAT-2). */
export const discountOnMaster: ValidationRule = ({ lines }) =>
  lines.flatMap(({ name, allowedDiscountPercent, discount }, index) => {
    if (allowedDiscountPercent === undefined) return [];
    const allowed = decimalTextOf(allowedDiscountPercent);
    return warningFinding(
      DISCOUNT_BEYOND,
      `/lines/${index}/${discount === undefined ? 'unitPrice' : 'discount'}`,
      `"${name}" goes further below its list price than the ${allowed} % that the product master allows.`,
      `「${name}」の値引きが商品マスタの上限 ${allowed}% を超えています。`,
    );
  });
