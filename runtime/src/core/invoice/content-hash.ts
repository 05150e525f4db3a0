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
 * - `id`, `dealId`, `lines[].source`: where the content lives and comes from, not what is owed. A re-read deal
 *   with the same figures keeps its approval.
 * - `lines[].productVersionId`: what the version decides (name, price, tax) is in it by value.
 * - `status`: approving must not change what is approved.
 * - `number`, `issueDate`: given by the issue itself, after the approval.
 * - `dueDate`: null until issue, then follows from the terms, which are in it.
 */
export function contentHash(document: InvoiceDocument): string {
  return createHash('sha256')
    .update(canonicalJson(materialContent(document)))
    .digest('hex');
}

function materialContent(document: InvoiceDocument): JsonObject {
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
  };
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
  };
}

const taxRowContent = (row: TaxRow): JsonObject => ({
  category: row.category,
  ratePercent: plain(row.ratePercent),
  base: plain(row.base),
  tax: plain(row.tax),
});

const totalsContent = (totals: Totals): JsonObject => ({
  lineNet: plain(totals.lineNet),
  taxExclusive: plain(totals.taxExclusive),
  tax: plain(totals.tax),
  taxInclusive: plain(totals.taxInclusive),
  prepaid: plain(totals.prepaid),
  payable: plain(totals.payable),
});

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
