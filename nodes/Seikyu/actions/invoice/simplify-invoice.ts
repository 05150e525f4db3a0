import type { IDataObject } from 'n8n-workflow';

/** The fields of an invoice that workflows use most; `invoice` is one of a list, or one that was asked for alone. */
export function simplifyInvoice(invoice: IDataObject): IDataObject {
  const { document, standing, openRequest } = invoice as Record<string, IDataObject | undefined>;
  const facts = document ?? invoice;
  const buyer = document?.buyer as IDataObject | undefined;
  return {
    id: facts.id,
    number: facts.number,
    status: standing?.displayStatus,
    customerName: buyer?.name ?? facts.customerName,
    currency: facts.currency,
    total: standing?.total,
    balance: standing?.balance,
    issueDate: facts.issueDate,
    dueDate: facts.dueDate,
    entityId: facts.entityId,
    ...(document === undefined ? {} : { dealId: document.dealId, approvalId: openRequest?.id ?? null }),
  };
}
