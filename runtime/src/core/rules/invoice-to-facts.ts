import { convertMinor } from '../fx/convert-minor.ts';
import type { AllowanceCharge, DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { isFreelyPriced } from '../invoice/is-freely-priced.ts';
import { mostDays, parseTerms } from '../invoice/terms.ts';
import { type CurrencyCode, parseCurrencyCode } from '../money/currency.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { fail, ok, type Result } from '../result.ts';
import { invoiceMargins, type LineCost, type Margins } from './invoice-margin.ts';
import { lineDiscount } from './line-discount.ts';
import { overAllowedPpm } from './over-allowed-ppm.ts';
import type { RuleAmountFacts, RuleFacts, RuleLineFacts } from './rule-facts.ts';

/** What rules ask and the document does not say. `now` is an ISO instant, stored with the decision. */
export type RuleFactExtras = {
  isNewCustomer: boolean;
  /** Absent when nobody was compared with, as for past invoices: what was so then is not known any more. */
  hasBuyerMismatch?: boolean;
  now: string;
  /** What is known of the cost of lines, by their positions; nothing when absent. */
  costs?: ReadonlyMap<number, LineCost>;
  /** The code of the terms that the legal entity has where nothing else is agreed. */
  defaultTerms?: string;
  /** The command on an issued document that is judged; absent where one is submitted. */
  command?: { amountMinor: bigint; beforeMinor: bigint; reason: string };
  /** The entity's currency, and its units for one of the invoice's; null where no rate is known. */
  base?: { currency: string; rate: string | null };
};

/**
 * The facts of an invoice. Amounts that are spelt differently (3712, 3712.0) give the same facts; amounts that
 * cannot be read exactly are absent, with the reason in `unreadable`.
 */
export function invoiceToFacts(document: InvoiceDocument, extras: RuleFactExtras): RuleFacts {
  const margins = readMargins(document, extras.costs);
  const amounts = readAmounts(document, margins);
  const country = document.buyer.address?.country;
  return {
    documentKind: document.type,
    currency: document.currency,
    entityId: document.entityId,
    customerId: document.customerId,
    locale: document.locale,
    lineCount: BigInt(document.lines.length),
    hasPurchaseOrder: document.purchaseOrder !== undefined,
    hasContract: document.contractId !== undefined,
    creditReason: document.type === 'credit_note' ? document.notes.join('\n') : '',
    commandMinor: extras.command?.amountMinor ?? 0n,
    commandTotalMinor: (extras.command?.amountMinor ?? 0n) + (extras.command?.beforeMinor ?? 0n),
    commandReason: extras.command?.reason ?? '',
    isNewCustomer: extras.isNewCustomer,
    ...marginFacts(margins.wholePpm),
    now: extras.now,
    ...readTerms(document.terms.code),
    ...(extras.defaultTerms === undefined
      ? {}
      : { hasOtherTerms: document.terms.code !== extras.defaultTerms }),
    ...(extras.hasBuyerMismatch === undefined ? {} : { hasBuyerMismatch: extras.hasBuyerMismatch }),
    ...(country === undefined ? {} : { buyerCountry: country }),
    ...(amounts.ok ? amounts.value : { unreadable: amounts.reason }),
    ...(amounts.ok ? baseFacts(amounts.value.totalMinor, document.currency, extras.base) : {}),
  };
}

function readMargins(document: InvoiceDocument, costs: RuleFactExtras['costs'] = new Map()): Margins {
  const currency = parseCurrencyCode(document.currency);
  return currency.ok
    ? invoiceMargins(document, currency.value, costs)
    : { wholePpm: undefined, linesPpm: [] };
}

const marginFacts = (marginPpm: bigint | undefined): Pick<RuleFacts, 'isMarginKnown' | 'marginPpm'> =>
  marginPpm === undefined ? { isMarginKnown: false } : { isMarginKnown: true, marginPpm };

function readTerms(code: string): Pick<RuleFacts, 'termsDays' | 'termsDaysMax'> {
  const terms = parseTerms(code);
  if (!terms.ok) return {};
  const termsDaysMax = BigInt(mostDays(terms.value));
  return terms.value.kind === 'net' ? { termsDays: termsDaysMax, termsDaysMax } : { termsDaysMax };
}

/** Rounded up, so that a ceiling in the entity's currency lets nothing through that is above it. */
function baseFacts(
  totalMinor: bigint,
  currency: string,
  base: RuleFactExtras['base'],
): Pick<RuleFacts, 'baseCurrency' | 'totalBaseMinor'> {
  if (base === undefined) return {};
  const [from, to] = [parseCurrencyCode(currency), parseCurrencyCode(base.currency)];
  if (!from.ok || !to.ok || base.rate === null) return { baseCurrency: base.currency };
  const terms = { from: from.value, to: to.value, rate: base.rate, rounding: 'up' as const };
  return { baseCurrency: base.currency, totalBaseMinor: convertMinor(totalMinor, terms) };
}

function readAmounts(document: InvoiceDocument, { linesPpm }: Margins): Result<RuleAmountFacts> {
  const code = parseCurrencyCode(document.currency);
  if (!code.ok) return fail(`currency ${document.currency} ${code.reason}`);
  const total = parseMoneyText(document.totals.taxInclusive, code.value);
  if (!total.ok) return fail(`totals.taxInclusive ${total.reason}`);
  const taxExclusive = parseMoneyText(document.totals.taxExclusive, code.value);
  if (!taxExclusive.ok) return fail(`totals.taxExclusive ${taxExclusive.reason}`);
  const lines: RuleLineFacts[] = [];
  let discountMinor = 0n;
  let maxDiscountPpm = 0n;
  const allowances = sumOf(
    [...(document.allowances ?? []), ...document.lines.flatMap((line) => line.allowances ?? [])],
    code.value,
  );
  if (!allowances.ok) return fail(`allowances ${allowances.reason}`);
  for (const [at, line] of document.lines.entries()) {
    const facts = lineToFacts(line, code.value, linesPpm[at]);
    if (!facts.ok) return fail(`line ${line.position} ${facts.reason}`);
    lines.push(facts.value.line);
    discountMinor += facts.value.discountMinor;
    if (facts.value.line.discountPpm > maxDiscountPpm) maxDiscountPpm = facts.value.line.discountPpm;
  }
  return ok({
    totalMinor: total.value.amountMinor,
    taxExclusiveMinor: taxExclusive.value.amountMinor,
    discountMinor,
    allowancesMinor: allowances.value,
    creditMinor: document.type === 'credit_note' ? -total.value.amountMinor : 0n,
    maxDiscountPpm,
    hasManualPrice: lines.some((line) => line.hasManualPrice),
    exceedsAllowedDiscount: lines.some((line) => line.overAllowedDiscountPpm > 0n),
    lines,
  });
}

function sumOf(allowances: readonly AllowanceCharge[], currency: CurrencyCode): Result<bigint> {
  let sumMinor = 0n;
  for (const { amount } of allowances) {
    const money = parseMoneyText(amount, currency);
    if (!money.ok) return money;
    sumMinor += money.value.amountMinor;
  }
  return ok(sumMinor);
}

function lineToFacts(
  line: DocumentLine,
  currency: CurrencyCode,
  marginPpm: bigint | undefined,
): Result<{ line: RuleLineFacts; discountMinor: bigint }> {
  const net = parseMoneyText(line.netAmount, currency);
  if (!net.ok) return net;
  const discount = lineDiscount(line, currency);
  if (!discount.ok) return discount;
  const unitPrice = parseDecimal(line.unitPrice);
  if (!unitPrice.ok) return unitPrice;
  const listPrice = line.listPrice === undefined ? unitPrice : parseDecimal(line.listPrice);
  if (!listPrice.ok) return listPrice;
  return ok({
    discountMinor: discount.value.discountMinor,
    line: {
      sku: line.sku,
      netMinor: net.value.amountMinor,
      discountPpm: discount.value.discountPpm,
      hasManualPrice:
        isFreelyPriced(line) || (listPrice !== unitPrice && !listPrice.value.eq(unitPrice.value)),
      overAllowedDiscountPpm: overAllowedPpm(line, listPrice.value, discount.value.discountPpm),
      ...marginFacts(marginPpm),
      taxCategory: line.taxCategory,
    },
  });
}
