import type { ReadElement } from '../read-xml.ts';

const PARTY =
  'EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact';
const ADDRESS = 'StreetName AdditionalStreetName CityName PostalZone CountrySubentity Country';
const LINE =
  'ID Quantity LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference AllowanceCharge Item Price';

/** The children of each element that we write, in the order of the sequences of the UBL 2.1 schemas. */
const SEQUENCES: Record<string, string> = {
  Invoice:
    'CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate DocumentCurrencyCode TaxCurrencyCode BuyerReference InvoicePeriod OrderReference BillingReference DespatchDocumentReference ReceiptDocumentReference OriginatorDocumentReference ContractDocumentReference ProjectReference AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine',
  CreditNote:
    'CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note DocumentCurrencyCode TaxCurrencyCode BuyerReference InvoicePeriod OrderReference BillingReference DespatchDocumentReference ReceiptDocumentReference ContractDocumentReference AdditionalDocumentReference OriginatorDocumentReference AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine',
  InvoicePeriod: 'StartDate EndDate',
  OrderReference: 'ID SalesOrderID',
  BillingReference: 'InvoiceDocumentReference',
  InvoiceDocumentReference: 'ID IssueDate',
  DespatchDocumentReference: 'ID',
  ReceiptDocumentReference: 'ID',
  OriginatorDocumentReference: 'ID',
  ContractDocumentReference: 'ID',
  ProjectReference: 'ID',
  AdditionalDocumentReference: 'ID DocumentTypeCode',
  AccountingSupplierParty: 'Party',
  AccountingCustomerParty: 'Party',
  Party: PARTY,
  PayeeParty: PARTY,
  TaxRepresentativeParty: PARTY,
  DeliveryParty: PARTY,
  PartyIdentification: 'ID',
  PartyName: 'Name',
  PostalAddress: ADDRESS,
  Address: ADDRESS,
  Country: 'IdentificationCode',
  PartyTaxScheme: 'CompanyID TaxScheme',
  TaxScheme: 'ID',
  PartyLegalEntity: 'RegistrationName CompanyID',
  Contact: 'Name Telephone ElectronicMail',
  Delivery: 'ActualDeliveryDate DeliveryLocation DeliveryParty',
  DeliveryLocation: 'Address',
  PaymentMeans: 'PaymentMeansCode PaymentDueDate PaymentID PayeeFinancialAccount',
  PayeeFinancialAccount: 'ID Name FinancialInstitutionBranch',
  FinancialInstitutionBranch: 'ID',
  PaymentTerms: 'Note',
  AllowanceCharge:
    'ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount BaseAmount TaxCategory',
  TaxTotal: 'TaxAmount TaxSubtotal',
  TaxSubtotal: 'TaxableAmount TaxAmount TaxCategory',
  TaxCategory: 'ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme',
  ClassifiedTaxCategory: 'ID Percent TaxScheme',
  LegalMonetaryTotal:
    'LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount',
  InvoiceLine: LINE.replace('Quantity', 'InvoicedQuantity'),
  CreditNoteLine: LINE.replace('Quantity', 'CreditedQuantity'),
  OrderLineReference: 'LineID',
  Item: 'Description Name SellersItemIdentification ClassifiedTaxCategory',
  SellersItemIdentification: 'ID',
  Price: 'PriceAmount BaseQuantity',
};

/** Elements that may stand more than once below their parent. */
const REPEATED = /^(BillingReference|AllowanceCharge|TaxTotal|TaxSubtotal|InvoiceLine|CreditNoteLine)$/;

const bare = (name: string): string => name.replace(/^c[ab]c:/, '');

/** What stands where the UBL 2.1 schemas have no place for it, as `parent/child`; empty elements too. */
export function misplaced(element: ReadElement): string[] {
  const sequence = (SEQUENCES[bare(element.name)] ?? '').split(' ').filter((name) => name !== '');
  if (sequence.length === 0) {
    return element.children.length === 0 && element.text.trim() !== '' ? [] : [element.name];
  }
  let last = -1;
  return element.children.flatMap((child) => {
    const name = bare(child.name);
    const place = sequence.indexOf(name);
    const isAfter = place > last || (place === last && REPEATED.test(name));
    last = Math.max(last, place);
    const isAggregate = name in SEQUENCES;
    const isNamed = child.name === `${isAggregate ? 'cac' : 'cbc'}:${name}`;
    const own = place !== -1 && isAfter && isNamed ? [] : [`${element.name}/${child.name}`];
    return [...own, ...misplaced(child)];
  });
}
