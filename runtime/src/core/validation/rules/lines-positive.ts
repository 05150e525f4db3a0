import { decimalOf } from '../../money/decimal-of.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** An invoice's quantities are above zero, its prices (BR-27) and line amounts not below: what goes back is a credit note. */
export const linesPositive: ValidationRule = ({ lines }) =>
  lines.flatMap((line, index) => [
    ...(decimalOf(line.quantity).gt(0)
      ? []
      : [
          {
            code: 'line.quantity_not_positive',
            pointer: `/lines/${index}/quantity`,
            level: 'error' as const,
            text: {
              en: `"${line.name}": the quantity is not above zero.`,
              ja: `「${line.name}」の数量が0以下です。`,
            },
          },
        ]),
    ...(decimalOf(line.unitPrice).gte(0)
      ? []
      : [
          {
            code: 'line.price_negative',
            pointer: `/lines/${index}/unitPrice`,
            level: 'error' as const,
            text: { en: `"${line.name}": the price is below zero.`, ja: `「${line.name}」の単価が負です。` },
          },
        ]),
    ...(line.discount === undefined || decimalOf(line.netAmount).gte(0)
      ? []
      : [
          {
            code: 'line.discount_exceeds_amount',
            pointer: `/lines/${index}/discount`,
            level: 'error' as const,
            text: {
              en: `"${line.name}": the discount is larger than the line.`,
              ja: `「${line.name}」の値引が明細金額を超えています。`,
            },
          },
        ]),
  ]);
