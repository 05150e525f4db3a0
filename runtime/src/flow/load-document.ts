import { desc, eq } from 'drizzle-orm';
import type { InvoiceDocument } from '../core/invoice/document.ts';
import { parseTerms, termsText } from '../core/invoice/terms.ts';
import { decimalTextOf } from '../core/money/decimal-text-of.ts';
import { money } from '../core/money/money.ts';
import { moneyToText } from '../core/money/money-to-text.ts';
import { currencyOf } from '../db/currency-of.ts';
import type { Tx } from '../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../db/schema/index.ts';
import { getInvoiceRow, type InvoiceRow } from './get-invoice-row.ts';

/** The invoice at the boundary, read from its rows; throws `invoice.not_found`. */
export async function loadDocument(tx: Tx, invoiceId: string): Promise<InvoiceDocument> {
  const [invoice, lines, taxRows] = await Promise.all([
    getInvoiceRow(tx, invoiceId),
    tx
      .select()
      .from(invoiceLines)
      .where(eq(invoiceLines.invoiceId, invoiceId))
      .orderBy(invoiceLines.position),
    tx
      .select()
      .from(invoiceTaxRows)
      .where(eq(invoiceTaxRows.invoiceId, invoiceId))
      .orderBy(desc(invoiceTaxRows.ratePercent), invoiceTaxRows.category),
  ]);
  return rowsToDocument(invoice, lines, taxRows);
}

/** What a document shows of an invoice's row: all but what only the hub keeps for itself. */
export type DocumentRow = Omit<
  InvoiceRow,
  | 'organizationId'
  | 'collectiveKey'
  | 'billedOn'
  | 'creditsInvoiceId'
  | 'replacesInvoiceId'
  | 'suppliedAsOf'
  | 'seriesId'
  | 'contentHash'
  | 'edits'
  | 'sourceHash'
  | 'templateId'
  | 'revision'
  | 'createdBy'
  | 'lastEditedBy'
  | 'createdAt'
  | 'submittedAt'
  | 'approvedAt'
  | 'issuedAt'
>;

/** What a document shows of a line's row, whether it is live or not. */
export type LineRow = Omit<typeof invoiceLines.$inferSelect, 'isLive'>;

/** A row of `invoice_tax_rows`. */
export type TaxRowRow = typeof invoiceTaxRows.$inferSelect;

/** The invoice at the boundary from its rows, lines by position. */
export function rowsToDocument(
  invoice: DocumentRow,
  lines: readonly LineRow[],
  taxRows: readonly TaxRowRow[],
): InvoiceDocument {
  const currency = currencyOf(invoice.currency);
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
  const { taxInTaxCurrency, ...extras } = invoice.extras;
  return {
    id: invoice.id,
    type: invoice.type,
    status: invoice.documentStatus,
    number: invoice.number,
    entityId: invoice.entityId,
    customerId: invoice.customerId,
    dealId: invoice.dealId,
    ...(invoice.contractId === null ? {} : { contractId: invoice.contractId }),
    locale: invoice.locale,
    currency: invoice.currency,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    supplyDate: invoice.supplyDate,
    terms: termsOf(invoice),
    seller: invoice.seller,
    buyer: invoice.buyer,
    recipients: invoice.recipients,
    ...(invoice.paymentInstructions === null ? {} : { paymentInstructions: invoice.paymentInstructions }),
    ...(invoice.purchaseOrder === null ? {} : { purchaseOrder: invoice.purchaseOrder }),
    ...extras,
    notes: invoice.notes,
    lines: lines.map((line) => lineToDocument(line, text)),
    taxRows: taxRows.map((row) => ({
      category: row.category,
      ratePercent: decimalTextOf(row.ratePercent),
      base: text(row.baseMinor),
      tax: text(row.taxMinor),
      ...row.extras,
    })),
    totals: {
      lineNet: text(invoice.lineNetMinor),
      ...(extras.allowances === undefined ? {} : { allowances: text(invoice.allowancesMinor) }),
      ...(extras.charges === undefined ? {} : { charges: text(invoice.chargesMinor) }),
      taxExclusive: text(invoice.taxExclusiveMinor),
      tax: text(invoice.taxMinor),
      taxInclusive: text(invoice.taxInclusiveMinor),
      prepaid: text(invoice.prepaidMinor),
      ...(extras.rounding?.payableTo === undefined ? {} : { rounding: text(invoice.roundingMinor) }),
      payable: text(invoice.payableMinor),
      ...(taxInTaxCurrency === undefined ? {} : { taxInTaxCurrency }),
    },
  };
}

function lineToDocument(
  line: LineRow,
  text: (amountMinor: bigint) => string,
): InvoiceDocument['lines'][number] {
  return {
    position: line.position,
    sku: line.sku,
    name: line.name,
    ...(line.description === null ? {} : { description: line.description }),
    quantity: decimalTextOf(line.quantity),
    unit: line.unit,
    unitPrice: decimalTextOf(line.unitPrice),
    ...(line.discountReason === null
      ? {}
      : {
          discount: {
            ...(line.discountPercent === null ? {} : { percent: decimalTextOf(line.discountPercent) }),
            amount: text(line.discountMinor),
            reason: line.discountReason,
          },
        }),
    netAmount: text(line.netMinor),
    taxCategory: line.taxCategory,
    taxRatePercent: decimalTextOf(line.taxRatePercent),
    ...line.extras,
    ...(line.listPrice === null ? {} : { listPrice: decimalTextOf(line.listPrice) }),
    productId: line.productId ?? '',
    productVersionId: line.productVersionId ?? '',
    ...(line.source === null ? {} : { source: line.source }),
  };
}

function termsOf(invoice: Pick<InvoiceRow, 'termsCode' | 'locale' | 'extras'>): InvoiceDocument['terms'] {
  const terms = parseTerms(invoice.termsCode);
  // Terms that cannot be read stay as they are: the validation names them and stops the submission.
  return {
    code: invoice.termsCode,
    text: terms.ok ? termsText(terms.value, invoice.locale, invoice.extras.closingDate) : invoice.termsCode,
  };
}
