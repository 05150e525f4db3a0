import { decimalOf } from '../../money/decimal-of.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** What the finding of a price beside the product master's is called. */
export const PRICE_DIFFERS = 'line.price_override';

/** A price that departs from the product master's wants a reason. */
export const priceOnMaster: ValidationRule = ({ lines, currency }) =>
  lines.flatMap((line, index) =>
    line.listPrice === undefined || decimalOf(line.listPrice).eq(decimalOf(line.unitPrice))
      ? []
      : {
          code: PRICE_DIFFERS,
          pointer: `/lines/${index}/unitPrice`,
          level: 'warning',
          text: {
            en: `"${line.name}" is priced at ${currency} ${line.unitPrice}; the product master says ${line.listPrice}.`,
            ja: `「${line.name}」の単価 ${line.unitPrice} ${currency} が商品マスタの ${line.listPrice} と異なります。`,
          },
        },
  );
