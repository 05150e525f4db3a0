import type { DocumentLine, DocumentType } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Documents that take back or set right what another one billed, as a whole. */
const CREDITING: ReadonlySet<DocumentType> = new Set(['credit_note', 'corrected']);

/**
 * No quantity is zero, and none is negative but on a credit note and on a line that is a credit (R-VAL-1); prices
 * (BR-27) are not below zero, and no discount turns a line around.
 */
export const linesPositive: ValidationRule = ({ lines, type }) =>
  lines.flatMap((line, index) => [
    ...checkQuantity(line, `/lines/${index}`, type),
    ...(decimalOf(line.unitPrice).gte(0)
      ? []
      : [
          errorFinding(
            'line.price_negative',
            `/lines/${index}/unitPrice`,
            `"${line.name}": the price is below zero.`,
            `「${line.name}」の単価が負です。`,
          ),
        ]),
    ...checkDiscount(line, `/lines/${index}`),
  ]);

function checkQuantity(line: DocumentLine, at: string, type: DocumentType): Finding[] {
  const quantity = decimalOf(line.quantity);
  const mayBeNegative = CREDITING.has(type) || line.isCredit === true;
  if (quantity.gt(0) || (mayBeNegative && quantity.lt(0))) return [];
  return [
    errorFinding(
      'line.quantity_not_positive',
      `${at}/quantity`,
      `"${line.name}": the quantity is not above zero.`,
      `「${line.name}」の数量が0以下です。`,
    ),
  ];
}

function checkDiscount(line: DocumentLine, at: string): Finding[] {
  const isTurned = decimalOf(line.quantity).times(decimalOf(line.netAmount)).lt(0);
  if (line.discount === undefined || !isTurned) return [];
  return [
    errorFinding(
      'line.discount_exceeds_amount',
      `${at}/discount`,
      `"${line.name}": the discount is larger than the line.`,
      `「${line.name}」の値引が明細金額を超えています。`,
    ),
  ];
}
