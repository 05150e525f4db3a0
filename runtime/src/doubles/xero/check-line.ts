import { randomUUID } from 'node:crypto';
import type { Big } from 'big.js';
import { z } from 'zod';
import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { XeroStore } from './create-xero-store.ts';
import { numberToDecimal, roundDecimal } from './xero-decimal.ts';
import type { XeroOrganisation } from './xero-organisation.ts';
import type { StoredInvoice, StoredLine } from './xero-types.ts';

const Decimal = z.number().transform(numberToDecimal);

/** A line as it is sent. */
export const LineInput = z.object({
  LineItemID: z.string().optional(),
  ItemCode: z.string().default(''),
  Description: z.string().default(''),
  Quantity: Decimal.prefault(0),
  UnitAmount: Decimal.prefault(0),
  DiscountAmount: Decimal.prefault(0),
  LineAmount: Decimal.optional(),
  AccountCode: z.string().default(''),
  TaxType: z.string().default(''),
  TaxAmount: Decimal.optional(),
});

type LineContext = {
  store: XeroStore;
  organisation: XeroOrganisation;
  unitDecimals: number;
  /** The document before an update; its lines keep their ids. */
  before: Pick<StoredInvoice, 'lines'> | undefined;
};

/** Computes a line as Xero does, and says what Xero has against it. */
export function checkLine(
  input: z.infer<typeof LineInput>,
  context: LineContext,
): { line: StoredLine; reasons: string[] } {
  const { store, organisation, before } = context;
  const reasons: string[] = [];
  const unitAmount = roundDecimal(input.UnitAmount, context.unitDecimals);
  const quantity = roundDecimal(input.Quantity, 4);
  const expected = roundDecimal(quantity.times(unitAmount), 2).minus(input.DiscountAmount);
  const lineAmount = input.LineAmount ?? expected;
  if (!lineAmount.eq(expected)) {
    reasons.push(
      `The line total ${decimalToText(lineAmount)} does not match the expected line total ${decimalToText(expected)}`,
    );
  }
  if (input.Description === '') reasons.push('Description cannot be empty.');
  if (input.DiscountAmount.lt(0)) reasons.push('The discount amount must not be negative.');
  if (input.ItemCode !== '' && !store.items().some(({ code }) => code === input.ItemCode)) {
    reasons.push(`Item code '${input.ItemCode}' is not valid`);
  }
  if (!organisation.salesAccountCodes.includes(input.AccountCode)) {
    reasons.push(`Account code '${input.AccountCode}' is not a valid code for this document.`);
  }
  const isKnownLine = before?.lines.some(({ lineItemId }) => lineItemId === input.LineItemID) ?? false;
  if (input.LineItemID !== undefined && !isKnownLine)
    reasons.push('The LineItemID is not one of this document.');
  const tax = checkTax(input, lineAmount, organisation);
  const line: StoredLine = {
    lineItemId: input.LineItemID ?? randomUUID(),
    itemCode: input.ItemCode,
    description: input.Description,
    quantity: decimalToText(quantity),
    unitAmount: decimalToText(unitAmount),
    discountAmount: decimalToText(input.DiscountAmount),
    lineAmount: decimalToText(lineAmount),
    accountCode: input.AccountCode,
    taxType: input.TaxType,
    taxAmount: decimalToText(tax.amount),
  };
  return { line, reasons: [...reasons, ...tax.reasons] };
}

function checkTax(
  { TaxType, TaxAmount }: z.infer<typeof LineInput>,
  lineAmount: Big,
  organisation: XeroOrganisation,
): { amount: Big; reasons: string[] } {
  const rate = organisation.taxRates[TaxType];
  if (rate === undefined) {
    const reason = `The TaxType code '${TaxType}' does not exist or cannot be used for this type of transaction.`;
    return { amount: decimalOf('0'), reasons: [reason] };
  }
  const computed = roundDecimal(lineAmount.times(decimalOf(rate)).times(decimalOf('0.01')), 2);
  const amount = TaxAmount ?? computed;
  const isTaxOnNothing = decimalOf(rate).eq(0) && !amount.eq(0);
  return { amount, reasons: isTaxOnNothing ? ['The tax amount must be zero for this tax type.'] : [] };
}
