import type { DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { type CurrencyCode, parseCurrencyCode } from '../money/currency.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { fail, ok, type Result } from '../result.ts';
import { lineDiscount } from './line-discount.ts';
import type { RuleAmountFacts, RuleFacts, RuleLineFacts } from './rule-facts.ts';

/** What rules ask and the document does not say. `now` is an ISO instant, stored with the decision. */
export type RuleFactExtras = { isNewCustomer: boolean; now: string };

/**
 * The facts of an invoice. Amounts that are spelt differently (3712, 3712.0) give the same facts; amounts that
 * cannot be read exactly are absent, with the reason in `unreadable`.
 */
export function invoiceToFacts(document: InvoiceDocument, extras: RuleFactExtras): RuleFacts {
  const amounts = readAmounts(document);
  const [, days] = /^net:([0-9]{1,4})$/.exec(document.terms.code) ?? [];
  const country = document.buyer.address?.country;
  return {
    currency: document.currency,
    entityId: document.entityId,
    customerId: document.customerId,
    locale: document.locale,
    lineCount: BigInt(document.lines.length),
    hasPurchaseOrder: document.purchaseOrder !== undefined,
    isNewCustomer: extras.isNewCustomer,
    now: extras.now,
    ...(days === undefined ? {} : { termsDays: BigInt(days) }),
    ...(country === undefined ? {} : { buyerCountry: country }),
    ...(amounts.ok ? amounts.value : { unreadable: amounts.reason }),
  };
}

function readAmounts(document: InvoiceDocument): Result<RuleAmountFacts> {
  const code = parseCurrencyCode(document.currency);
  if (!code.ok) return fail(`currency ${document.currency} ${code.reason}`);
  const total = parseMoneyText(document.totals.taxInclusive, code.value);
  if (!total.ok) return fail(`totals.taxInclusive ${total.reason}`);
  const taxExclusive = parseMoneyText(document.totals.taxExclusive, code.value);
  if (!taxExclusive.ok) return fail(`totals.taxExclusive ${taxExclusive.reason}`);
  const lines: RuleLineFacts[] = [];
  let discountMinor = 0n;
  let maxDiscountPpm = 0n;
  for (const line of document.lines) {
    const facts = lineToFacts(line, code.value);
    if (!facts.ok) return fail(`line ${line.position} ${facts.reason}`);
    lines.push(facts.value.line);
    discountMinor += facts.value.discountMinor;
    if (facts.value.line.discountPpm > maxDiscountPpm) maxDiscountPpm = facts.value.line.discountPpm;
  }
  return ok({
    totalMinor: total.value.amountMinor,
    taxExclusiveMinor: taxExclusive.value.amountMinor,
    discountMinor,
    maxDiscountPpm,
    hasManualPrice: lines.some((line) => line.hasManualPrice),
    lines,
  });
}

function lineToFacts(
  line: DocumentLine,
  currency: CurrencyCode,
): Result<{ line: RuleLineFacts; discountMinor: bigint }> {
  const net = parseMoneyText(line.netAmount, currency);
  if (!net.ok) return net;
  const discount = lineDiscount(line, currency);
  if (!discount.ok) return discount;
  const unitPrice = parseDecimal(line.unitPrice);
  if (!unitPrice.ok) return unitPrice;
  const listPrice = parseDecimal(line.listPrice ?? line.unitPrice);
  if (!listPrice.ok) return listPrice;
  return ok({
    discountMinor: discount.value.discountMinor,
    line: {
      sku: line.sku,
      netMinor: net.value.amountMinor,
      discountPpm: discount.value.discountPpm,
      hasManualPrice: !listPrice.value.eq(unitPrice.value),
      taxCategory: line.taxCategory,
    },
  });
}
