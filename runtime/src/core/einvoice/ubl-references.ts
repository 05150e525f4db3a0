import type { InvoiceDocument } from '../invoice/document.ts';
import { group, leaf, type XmlChild } from './xml.ts';

/** UNTDID 1001 50: in a credit note, which has no element for it, a project is a document of this type (BT-11). */
const PROJECT = '50';

/** Everything that a document refers to, in the order that UBL 2.1 has for an invoice or for a credit note. */
export function ublReferences(document: InvoiceDocument, root: 'Invoice' | 'CreditNote'): XmlChild {
  const { references = {}, precedingInvoices = [] } = document;
  const reference = (name: string, id: string | undefined) => group(name, leaf('cbc:ID', id));
  // An order number is mandatory in the group, so a sales order alone stands beside an order that is not known (BT-13).
  const isOrdered = document.purchaseOrder !== undefined || references.salesOrder !== undefined;
  const order = group(
    'cac:OrderReference',
    leaf('cbc:ID', document.purchaseOrder ?? (isOrdered ? 'NA' : undefined)),
    leaf('cbc:SalesOrderID', references.salesOrder),
  );
  const preceding = precedingInvoices.map(({ number, issueDate }) =>
    group(
      'cac:BillingReference',
      group('cac:InvoiceDocumentReference', leaf('cbc:ID', number), leaf('cbc:IssueDate', issueDate)),
    ),
  );
  const despatch = reference('cac:DespatchDocumentReference', references.despatchAdvice);
  const receipt = reference('cac:ReceiptDocumentReference', references.receivingAdvice);
  const tender = reference('cac:OriginatorDocumentReference', references.tender);
  const contract = reference('cac:ContractDocumentReference', references.contract);
  if (root === 'Invoice') {
    const project = reference('cac:ProjectReference', references.project);
    return [order, ...preceding, despatch, receipt, tender, contract, project];
  }
  const project = group(
    'cac:AdditionalDocumentReference',
    leaf('cbc:ID', references.project),
    references.project === undefined ? undefined : leaf('cbc:DocumentTypeCode', PROJECT),
  );
  return [order, ...preceding, despatch, receipt, contract, project, tender];
}
