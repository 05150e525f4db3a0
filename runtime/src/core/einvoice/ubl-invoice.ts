import type { InvoiceDocument } from '../invoice/document.ts';
import { checkProfile, type ProfileRefusal } from './check-profile.ts';
import { PROFILE_IDS, profileOf } from './profile.ts';
import { type TaxBreakdown, type TaxView, taxViewOf } from './tax-view.ts';
import { ublLine } from './ubl-line.ts';
import { ublParty } from './ubl-party.ts';
import { group, leaf, type XmlElement, xmlToText } from './xml.ts';

/** An electronic invoice, or everything that keeps the document from being one. */
export type UblInvoice = { ok: true; xml: string } | { ok: false; refusals: ProfileRefusal[] };

const NAMESPACES = {
  xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
};

/** UNTDID 1001: commercial invoice. UNTDID 4461: credit transfer. */
const COMMERCIAL_INVOICE = '380';
const CREDIT_TRANSFER = '30';

/**
 * Writes an issued document as EN 16931 in UBL 2.1, for Japan as JP PINT. Amounts are the document's own texts: nothing is
 * computed anew, and a document that breaks a rule of its profile is refused and never changed. The same document gives
 * the same text.
 */
export function invoiceToUbl(document: InvoiceDocument): UblInvoice {
  const profile = profileOf(document);
  const taxes = taxViewOf(document, profile);
  const refusals = checkProfile(document, profile, taxes);
  if (document.number === null || document.issueDate === null) {
    refusals.push({ pointer: '/number', rule: 'BR-02', detail: 'The invoice has no number yet.' });
  }
  if (refusals.length > 0) return { ok: false, refusals };
  const { customization, process } = PROFILE_IDS[profile];
  const party = (side: 'seller' | 'buyer') =>
    ublParty({
      party: document[side],
      side,
      profile,
      isTaxNumberShown: !taxes.isOutOfScope,
      fallbackId: document.entityId,
    });
  const { currency, totals } = document;
  const root = group(
    'Invoice',
    leaf('cbc:CustomizationID', customization),
    leaf('cbc:ProfileID', process),
    leaf('cbc:ID', document.number ?? undefined),
    leaf('cbc:IssueDate', document.issueDate ?? undefined),
    leaf('cbc:DueDate', document.dueDate ?? undefined),
    leaf('cbc:InvoiceTypeCode', COMMERCIAL_INVOICE),
    document.notes.map((note) => leaf('cbc:Note', note)),
    profile === 'en16931' ? leaf('cbc:TaxPointDate', document.supplyDate) : undefined,
    leaf('cbc:DocumentCurrencyCode', currency),
    profile === 'jp-pint' ? supplyPeriod(document.supplyDate) : undefined,
    group('cac:OrderReference', leaf('cbc:ID', document.purchaseOrder)),
    group('cac:AccountingSupplierParty', party('seller')),
    group('cac:AccountingCustomerParty', party('buyer')),
    paymentMeans(document),
    group('cac:PaymentTerms', leaf('cbc:Note', document.terms.text)),
    taxTotal(document, taxes),
    group(
      'cac:LegalMonetaryTotal',
      leaf('cbc:LineExtensionAmount', totals.lineNet, { currencyID: currency }),
      leaf('cbc:TaxExclusiveAmount', totals.taxExclusive, { currencyID: currency }),
      leaf('cbc:TaxInclusiveAmount', totals.taxInclusive, { currencyID: currency }),
      leaf('cbc:PrepaidAmount', totals.prepaid, { currencyID: currency }),
      leaf('cbc:PayableAmount', totals.payable, { currencyID: currency }),
    ),
    document.lines.map((line) => ublLine(line, currency, taxes)),
  );
  return { ok: true, xml: xmlToText({ ...root, attributes: NAMESPACES }) };
}

/** 取引年月日: the law wants the day of the supply, and JP PINT has it as a period. */
const supplyPeriod = (day: string): XmlElement =>
  group('cac:InvoicePeriod', leaf('cbc:StartDate', day), leaf('cbc:EndDate', day));

/** Where the money goes (BG-16, BG-17); the number of the invoice is what the payer is to quote (BT-83). */
function paymentMeans({ paymentInstructions: to, number }: InvoiceDocument): XmlElement | undefined {
  if (to === undefined) return undefined;
  const place = [to.bankName, to.branch, to.accountType].filter((part) => part !== undefined).join(' ');
  return group(
    'cac:PaymentMeans',
    leaf('cbc:PaymentMeansCode', CREDIT_TRANSFER, { name: place }),
    leaf('cbc:PaymentID', number ?? undefined),
    group(
      'cac:PayeeFinancialAccount',
      leaf('cbc:ID', to.accountNumber),
      leaf('cbc:Name', to.accountName),
      group('cac:FinancialInstitutionBranch', leaf('cbc:ID', to.routing)),
    ),
  );
}

function taxTotal({ currency, totals, locale }: InvoiceDocument, taxes: TaxView): XmlElement {
  const currencyID = currency;
  return group(
    'cac:TaxTotal',
    leaf('cbc:TaxAmount', totals.tax, { currencyID }),
    taxes.rows.map((row) =>
      group(
        'cac:TaxSubtotal',
        leaf('cbc:TaxableAmount', row.base, { currencyID }),
        leaf('cbc:TaxAmount', row.tax, { currencyID }),
        group(
          'cac:TaxCategory',
          leaf('cbc:ID', row.category),
          leaf('cbc:Percent', row.ratePercent),
          leaf('cbc:TaxExemptionReason', exemptionReason(row, locale)),
          group('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
        ),
      ),
    ),
  );
}

const EXEMPTION_REASONS: Record<string, { en: string; ja: string }> = {
  E: { en: 'Exempt from tax', ja: '非課税' },
  O: { en: 'Not subject to tax', ja: '不課税' },
};

/** What is exempt or outside the scope says so in words (BR-E-10, BR-O-10). */
const exemptionReason = ({ category }: TaxBreakdown, locale: 'en' | 'ja'): string | undefined =>
  EXEMPTION_REASONS[category]?.[locale];
