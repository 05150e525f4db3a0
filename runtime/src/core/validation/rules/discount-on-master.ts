import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { warningFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** A line that lets go of more than the product master allows wants a reason (R-CAT-2). */
export const discountOnMaster: ValidationRule = ({ lines }) =>
  lines.flatMap(({ name, allowedDiscountPercent, discount }, index) => {
    if (allowedDiscountPercent === undefined) return [];
    const allowed = decimalTextOf(allowedDiscountPercent);
    return warningFinding(
      'line.discount_override',
      `/lines/${index}/${discount === undefined ? 'unitPrice' : 'discount'}`,
      `"${name}" goes further below its list price than the ${allowed} % that the product master allows.`,
      `「${name}」の値引きが商品マスタの上限 ${allowed}% を超えています。`,
    );
  });
