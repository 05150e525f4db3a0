import { assert } from '../../assert.ts';
import type { DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import type { DocumentExtras, LineExtras } from '../../invoice/document-extras.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { type Money, money } from '../../money/money.ts';
import type { DraftContent } from '../deal-to-draft.ts';
import type { DraftLine } from '../draft-line.ts';
import { computedOf } from './computed-of.ts';
import { minorOf } from './minor-of.ts';

/** What a line of the credited invoice bills of its contract, by position; nothing for one of a deal. */
export type ChargesByPosition = ReadonlyMap<number, NonNullable<DraftLine['charge']>>;

/** A credit note's document as the content of a draft, whose amounts are known already. */
export function creditToDraft(
  document: InvoiceDocument,
  charges: ChargesByPosition,
  currency: CurrencyCode,
): DraftContent {
  const amount = (text: string | undefined): Money => money(minorOf(text ?? '0', currency), currency);
  const { totals } = document;
  return {
    locale: document.locale,
    supplyDate: document.supplyDate,
    termsCode: document.terms.code,
    purchaseOrder: document.purchaseOrder ?? null,
    seller: document.seller,
    buyer: document.buyer,
    recipients: document.recipients,
    paymentInstructions: null,
    lines: document.lines.map((line) => ({
      line: toDraftLine(line, charges, currency),
      computed: computedOf(line, currency),
    })),
    taxRows: document.taxRows.map(({ category, ratePercent, base, tax, ...extras }) => ({
      category,
      ratePercent: decimalOf(ratePercent),
      base: amount(base),
      tax: amount(tax),
      extras,
    })),
    totals: {
      lineNet: amount(totals.lineNet),
      allowances: amount(totals.allowances),
      charges: amount(totals.charges),
      taxExclusive: amount(totals.taxExclusive),
      tax: amount(totals.tax),
      taxInclusive: amount(totals.taxInclusive),
      prepaid: amount(totals.prepaid),
      rounding: amount(totals.rounding),
      payable: amount(totals.payable),
    },
    extras: extrasOf(document),
  };
}

function toDraftLine(line: DocumentLine, charges: ChargesByPosition, currency: CurrencyCode): DraftLine {
  const charge = line.credits === undefined ? undefined : charges.get(line.credits.position);
  return {
    sku: line.sku,
    name: line.name,
    description: line.description ?? null,
    unit: line.unit,
    productId: line.productId,
    productVersionId: line.productVersionId,
    listPrice: null,
    discountReason: line.discount?.reason ?? null,
    source: sourceOf(line),
    // A run over the contract does not bill again what people gave back (oracle PR-08).
    charge: charge === undefined ? null : { ...charge, charge: { ...charge.charge, books: 'adjustment' } },
    extras: lineExtrasOf(line),
    amounts: {
      quantity: decimalOf(line.quantity),
      unitPrice: decimalOf(line.unitPrice),
      ...(line.discount === undefined
        ? {}
        : { discountAmountMinor: minorOf(line.discount.amount, currency) }),
      taxCategory: line.taxCategory,
      taxRatePercent: decimalOf(line.taxRatePercent),
    },
  };
}

function sourceOf({ source }: DocumentLine): DraftLine['source'] {
  assert(source !== undefined, 'a line that was billed says which record it came from');
  return source;
}

function lineExtrasOf(line: DocumentLine): LineExtras {
  const { baseQuantity, allowances, charges, preciseNet, grossAmount, isCredit, credits } = line;
  const { period, orderLine, buyerAccount, section } = line;
  return present({
    ...{ baseQuantity, allowances, charges, preciseNet, grossAmount, isCredit, credits },
    ...{ period, orderLine, buyerAccount, section },
  });
}

function extrasOf(document: InvoiceDocument): DocumentExtras {
  const { references, precedingInvoices, period, delivery, payee, taxRepresentative, priceBasis } = document;
  const { taxCurrency, exchangeRate, rounding, allowances, charges, withholding } = document;
  return present({
    ...{ references, precedingInvoices, period, delivery, payee, taxRepresentative, priceBasis },
    ...{ taxCurrency, exchangeRate, rounding, allowances, charges, withholding },
    taxInTaxCurrency: document.totals.taxInTaxCurrency,
  });
}

/** Without the members that are absent: what is stored has no empty places. */
function present<Members extends object>(
  members: Members,
): { [Name in keyof Members]: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
