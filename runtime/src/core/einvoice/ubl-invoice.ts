import type { InvoiceDocument } from '../invoice/document.ts';
import { mirrorDocument } from '../invoice/mirror-document.ts';
import { parseCurrencyCode } from '../money/currency.ts';
import { checkProfile } from './check-profile.ts';
import { linePartsOf } from './line-parts.ts';
import { type EInvoiceProfile, isJapaneseProfile, PROFILE_IDS, profileOf } from './profile.ts';
import type { ProfileRefusal } from './profile-refusal.ts';
import { type TaxView, taxViewOf } from './tax-view.ts';
import { typeCodeOf } from './type-code.ts';
import { ublDocumentAllowances } from './ubl-allowance.ts';
import { ublDelivery } from './ubl-delivery.ts';
import { ublLine } from './ubl-line.ts';
import { ublParty, ublPayee, ublTaxRepresentative } from './ubl-party.ts';
import { ublPayment } from './ubl-payment.ts';
import { ublDocumentPeriod } from './ubl-period.ts';
import { ublReferences } from './ubl-references.ts';
import { ublMonetaryTotal, ublTaxTotals } from './ubl-totals.ts';
import { group, leaf, type XmlChild, xmlToText } from './xml.ts';

/** An electronic invoice, or everything that keeps the document from being one. */
export type UblInvoice = { ok: true; xml: string } | { ok: false; refusals: ProfileRefusal[] };

const namespaces = (root: string) => ({
  xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
});

/**
 * Writes a numbered document in UBL 2.1 by a profile; without one it is what `profileOf` says. Amounts are the document's
 * own, and a document that breaks a rule of its profile is refused and never changed. A European credit note is a
 * CreditNote of positive amounts. The same document gives the same text.
 */
export function invoiceToUbl(given: InvoiceDocument, profile = profileOf(given)): UblInvoice {
  const isCreditNote = given.type === 'credit_note' && !isJapaneseProfile(profile);
  const document = isCreditNote ? mirrorDocument(given) : given;
  const taxes = taxViewOf(document, profile);
  const refusals = checkProfile(document, profile, taxes);
  const currency = parseCurrencyCode(document.currency);
  if (refusals.length > 0 || !currency.ok) return { ok: false, refusals };
  const root = isCreditNote ? 'CreditNote' : 'Invoice';
  const { currency: currencyID, allowances = [], charges = [] } = document;
  const element = group(
    root,
    header(document, profile, root),
    ublReferences(document, root),
    parties(document, profile, taxes),
    ublDelivery(document),
    ublPayment(document, root),
    ublDocumentAllowances(allowances, false, currencyID, taxes),
    ublDocumentAllowances(charges, true, currencyID, taxes),
    ublTaxTotals(document, taxes, profile),
    ublMonetaryTotal(document),
    document.lines.map((line) =>
      ublLine(line, linePartsOf(line, document, currency.value), { root, currencyID, taxes }),
    ),
  );
  return { ok: true, xml: xmlToText({ ...element, attributes: namespaces(root) }) };
}

/** Everything before the references; UBL has the day of the supply in another place of a credit note. */
function header(
  document: InvoiceDocument,
  profile: EInvoiceProfile,
  root: 'Invoice' | 'CreditNote',
): XmlChild {
  const { customization, process } = PROFILE_IDS[profile];
  const isCreditNote = root === 'CreditNote';
  const taxPoint = isJapaneseProfile(profile) ? undefined : leaf('cbc:TaxPointDate', document.supplyDate);
  return [
    leaf('cbc:CustomizationID', customization),
    leaf('cbc:ProfileID', process),
    leaf('cbc:ID', document.number ?? undefined),
    leaf('cbc:IssueDate', document.issueDate ?? undefined),
    isCreditNote ? taxPoint : leaf('cbc:DueDate', document.dueDate ?? undefined),
    leaf(`cbc:${root}TypeCode`, typeCodeOf(document.type, profile)),
    // Peppol has one note (PEPPOL-EN16931-R002).
    leaf('cbc:Note', [...document.notes, ...rateNote(document)].join('\n')),
    isCreditNote ? undefined : taxPoint,
    leaf('cbc:DocumentCurrencyCode', document.currency),
    leaf('cbc:TaxCurrencyCode', document.taxCurrency),
    leaf('cbc:BuyerReference', document.references?.buyerReference),
    ublDocumentPeriod(document, profile),
  ];
}

/** EN 16931 has no place for the rate that BT-111 was converted at, so it is said in words. */
function rateNote({ currency, taxCurrency, exchangeRate }: InvoiceDocument): string[] {
  if (taxCurrency === undefined || exchangeRate === undefined) return [];
  const { rate, source, date } = exchangeRate;
  return [`1 ${currency} = ${rate} ${taxCurrency} (${source}, ${date})`];
}

function parties(document: InvoiceDocument, profile: EInvoiceProfile, taxes: TaxView): XmlChild {
  const isTaxNumberShown = profile === 'jp-pint' || !taxes.isOutOfScope;
  const party = (side: 'seller' | 'buyer') =>
    ublParty({ party: document[side], side, profile, isTaxNumberShown, fallbackId: document.entityId });
  return [
    group('cac:AccountingSupplierParty', party('seller')),
    group('cac:AccountingCustomerParty', party('buyer')),
    ublPayee(document.payee),
    ublTaxRepresentative(document.taxRepresentative),
  ];
}
