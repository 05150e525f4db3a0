import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import type { DocumentLine, InvoiceDocument, TaxRow, Totals } from './document.ts';

/**
 * SHA-256, in hex, of the material content: what an approval is bound to. The text that is hashed is RFC 8785
 * JSON in which every decimal is without trailing zeros, so `10` and `10.000000` are one content.
 *
 * Not in it, and why:
 * - `id`, `dealId`, `contractId`, `lines[].source`: where the content lives and comes from, not what is owed. A re-read deal
 *   with the same figures keeps its approval.
 * - `lines[].productVersionId`: what the version decides (name, price, tax) is in it by value.
 * - `status`: approving must not change what is approved.
 * - `number`, `issueDate`: given by the issue itself, after the approval.
 * - `dueDate`: null until issue, then follows from the terms or the instalments, which are in it.
 * - `lines[].preciseNet`: follows from what is in it.
 * - `exchangeRate`, and the tax in the tax currency, which follows from it: chosen by rule and frozen by the issue itself.
 *
 * A member that a document does not have is not in it either, so that a new optional member changes no hash that an
 * approval is already bound to.
 */
export function contentHash(document: InvoiceDocument): string {
  return createHash('sha256')
    .update(canonicalJson(materialContent(document)))
    .digest('hex');
}

/** What an approval is bound to, as JSON with plain decimals; `contentHash` says what is not in it and why. */
export function materialContent(document: InvoiceDocument): JsonObject {
  const { seller, buyer, terms, recipients, paymentInstructions, purchaseOrder } = document;
  return {
    type: document.type,
    entityId: document.entityId,
    customerId: document.customerId,
    locale: document.locale,
    currency: document.currency,
    supplyDate: document.supplyDate,
    terms: present(terms),
    seller: present({ ...seller, address: presentOrNull(seller.address) }),
    buyer: present({ ...buyer, address: presentOrNull(buyer.address) }),
    recipients: recipients.map(present),
    paymentInstructions: presentOrNull(paymentInstructions),
    purchaseOrder: purchaseOrder ?? null,
    notes: document.notes,
    lines: document.lines.map(lineContent),
    taxRows: document.taxRows.map(taxRowContent),
    totals: totalsContent(document.totals),
    ...optionalContent(document),
  };
}

/** What only some documents have: by value, decimals plain, absent where it is absent. */
function optionalContent(document: InvoiceDocument): JsonObject {
  return plainMembers({
    references: document.references,
    precedingInvoices: document.precedingInvoices,
    closingDate: document.closingDate,
    period: document.period,
    delivery: document.delivery,
    payee: document.payee,
    taxRepresentative: document.taxRepresentative,
    priceBasis: document.priceBasis,
    taxCurrency: document.taxCurrency,
    rounding: document.rounding,
    allowances: document.allowances,
    charges: document.charges,
    instalments: document.instalments,
    withholding: document.withholding,
  });
}

/** The names of members that are decimals wherever they stand. */
const DECIMALS: ReadonlySet<string> = new Set([
  'amount',
  'percent',
  'base',
  'rate',
  'ratePercent',
  'taxRatePercent',
  'payableTo',
]);

type Member = JsonValue | undefined | { [name: string]: Member } | Member[];

function plainMembers(members: { [name: string]: Member }): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) result[name] = plainMember(name, value);
  }
  return result;
}

function plainMember(name: string, value: Exclude<Member, undefined>): JsonValue {
  if (typeof value === 'string') return DECIMALS.has(name) ? plain(value) : value;
  if (Array.isArray(value))
    return value.flatMap((each) => (each === undefined ? [] : plainMember(name, each)));
  return typeof value === 'object' && value !== null ? plainMembers(value) : value;
}

function lineContent(line: DocumentLine): JsonObject {
  const { discount } = line;
  return {
    position: line.position,
    sku: line.sku,
    name: line.name,
    description: line.description ?? null,
    quantity: plain(line.quantity),
    unit: line.unit,
    unitPrice: plain(line.unitPrice),
    discount:
      discount === undefined
        ? null
        : {
            percent: discount.percent === undefined ? null : plain(discount.percent),
            amount: plain(discount.amount),
            reason: discount.reason,
          },
    netAmount: plain(line.netAmount),
    taxCategory: line.taxCategory,
    taxRatePercent: plain(line.taxRatePercent),
    listPrice: line.listPrice === undefined ? null : plain(line.listPrice),
    productId: line.productId,
    ...plainMembers({
      baseQuantity: plainOrAbsent(line.baseQuantity),
      allowances: line.allowances,
      charges: line.charges,
      grossAmount: plainOrAbsent(line.grossAmount),
      isCredit: line.isCredit,
      credits: line.credits && { ...line.credits, quantity: plain(line.credits.quantity) },
      period: line.period,
      orderLine: line.orderLine,
      buyerAccount: line.buyerAccount,
      section: line.section,
      allowedDiscountPercent: plainOrAbsent(line.allowedDiscountPercent),
    }),
  };
}

const taxRowContent = (row: TaxRow): JsonObject => ({
  category: row.category,
  ratePercent: plain(row.ratePercent),
  base: plain(row.base),
  tax: plain(row.tax),
  ...plainMembers({ exemptionReason: row.exemptionReason, exemptionCode: row.exemptionCode }),
});

const totalsContent = (totals: Totals): JsonObject => ({
  lineNet: plain(totals.lineNet),
  taxExclusive: plain(totals.taxExclusive),
  tax: plain(totals.tax),
  taxInclusive: plain(totals.taxInclusive),
  prepaid: plain(totals.prepaid),
  payable: plain(totals.payable),
  ...present({
    allowances: plainOrAbsent(totals.allowances),
    charges: plainOrAbsent(totals.charges),
    rounding: plainOrAbsent(totals.rounding),
  }),
});

const plainOrAbsent = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : plain(text);

const plain = (text: string): string => decimalToText(decimalOf(text));

/** An absent member and one that is undefined are the same content. */
function present(members: Record<string, JsonValue | undefined>): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(members)) if (value !== undefined) result[key] = value;
  return result;
}

function presentOrNull(members: Record<string, JsonValue | undefined> | undefined): JsonValue {
  return members === undefined ? null : present(members);
}
