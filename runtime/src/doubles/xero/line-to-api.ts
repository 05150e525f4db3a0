import type { JsonObject } from '../../core/json.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalToNumber, roundDecimal } from './xero-decimal.ts';
import type { StoredLine } from './xero-types.ts';

/** A line as Xero shows it; its price with `unitDecimals` decimals. */
export function lineToApi(line: StoredLine, unitDecimals: number): JsonObject {
  const number = (text: string): number => decimalToNumber(decimalOf(text));
  return {
    LineItemID: line.lineItemId,
    ...(line.itemCode === '' ? {} : { ItemCode: line.itemCode }),
    Description: line.description,
    Quantity: number(line.quantity),
    UnitAmount: decimalToNumber(roundDecimal(decimalOf(line.unitAmount), unitDecimals)),
    ...(line.discountAmount === '0' ? {} : { DiscountAmount: number(line.discountAmount) }),
    LineAmount: number(line.lineAmount),
    AccountCode: line.accountCode,
    TaxType: line.taxType,
    TaxAmount: number(line.taxAmount),
  };
}
