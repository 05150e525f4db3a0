import { isFreelyPriced } from '../../invoice/is-freely-priced.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Every line names a product and the version of the master that priced it, but for one that was added without a product. */
export const productPresent: ValidationRule = ({ lines }) =>
  lines.flatMap((line, index) =>
    isFreelyPriced(line) || (line.productId !== '' && line.productVersionId !== '')
      ? []
      : {
          code: 'line.product_missing',
          pointer: `/lines/${index}/productId`,
          level: 'error',
          text: {
            en: `"${line.name}" names no version of a product.`,
            ja: `「${line.name}」に商品マスタの版が指定されていません。`,
          },
        },
  );
