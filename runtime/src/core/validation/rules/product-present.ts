import type { ValidationRule } from '../validation-facts.ts';

/** Every line names a product and the version of the master that priced it. */
export const productPresent: ValidationRule = ({ lines }) =>
  lines.flatMap((line, index) =>
    line.productId !== '' && line.productVersionId !== ''
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
