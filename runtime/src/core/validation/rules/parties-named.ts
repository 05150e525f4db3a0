import type { ValidationRule } from '../validation-facts.ts';

/** Seller (BR-06) and buyer (BR-07; Japan: 適格請求書 item 6) are named. */
export const partiesNamed: ValidationRule = ({ seller, buyer }) => [
  ...(seller.name.trim() !== ''
    ? []
    : [
        {
          code: 'seller.name_missing',
          pointer: '/seller/name',
          level: 'error' as const,
          text: { en: 'The seller has no name.', ja: '発行者の名称がありません。' },
        },
      ]),
  ...(buyer.name.trim() !== ''
    ? []
    : [
        {
          code: 'buyer.name_missing',
          pointer: '/buyer/name',
          level: 'error' as const,
          text: { en: 'The buyer has no name.', ja: '宛名がありません。' },
        },
      ]),
];
