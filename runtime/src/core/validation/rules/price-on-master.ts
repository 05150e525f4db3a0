import { isFreelyPriced } from '../../invoice/is-freely-priced.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { warningFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** What the finding of a price beside the product master's is called. */
export const PRICE_DIFFERS = 'line.price_override';

/** A price that departs from the product master's, or that no master has, wants a reason (R-CAT-2). */
export const priceOnMaster: ValidationRule = ({ lines, currency }) =>
  lines.flatMap((line, index) => {
    const pointer = `/lines/${index}/unitPrice`;
    const price = `${currency} ${line.unitPrice}`;
    if (isFreelyPriced(line)) {
      return warningFinding(
        PRICE_DIFFERS,
        pointer,
        `"${line.name}" was added by hand at ${price}; the product master has no price for it.`,
        `「${line.name}」は単価 ${line.unitPrice} ${currency} で手で追加された明細です。商品マスタに価格がありません。`,
      );
    }
    if (line.listPrice === undefined || decimalOf(line.listPrice).eq(decimalOf(line.unitPrice))) return [];
    return warningFinding(
      PRICE_DIFFERS,
      pointer,
      `"${line.name}" is priced at ${price}; the product master says ${line.listPrice}.`,
      `「${line.name}」の単価 ${line.unitPrice} ${currency} が商品マスタの ${line.listPrice} と異なります。`,
    );
  });
