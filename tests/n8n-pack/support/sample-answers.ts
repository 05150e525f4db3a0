import type { IDataObject } from 'n8n-workflow';

/** Where an invoice of the tests stands. */
export const standing = (
  displayStatus = 'draft',
  delivery = 'not_sent',
  isSendUnknown = false,
): IDataObject => ({
  displayStatus,
  delivery,
  isSendUnknown,
  total: '17900.00',
  balance: '17900.00',
});

/** An invoice as `GET /v1/invoices/{id}` answers it, as far as the nodes look at it. */
export const invoiceAnswer = (status = 'draft', more: IDataObject = {}): IDataObject => ({
  document: {
    id: 'inv_1',
    status,
    number: status === 'issued' ? 'INV-2026-0042' : null,
    entityId: 'ent_1',
    dealId: 'dea_1',
    currency: 'USD',
    issueDate: null,
    dueDate: null,
    buyer: { name: 'Northwind Robotics, Inc.' },
  },
  standing: standing(status),
  sync: [],
  openRequest: null,
  decisions: [],
  ...more,
});

/** An invoice as a list answers it. */
export const summaryAnswer = (id: string): IDataObject => ({
  id,
  number: 'INV-2026-0042',
  customerName: 'Northwind Robotics, Inc.',
  entityId: 'ent_1',
  currency: 'USD',
  documentStatus: 'issued',
  issueDate: '2026-11-24',
  dueDate: '2026-12-24',
  standing: standing('sent', 'sent'),
  sync: [],
});

/** What Simplify makes of `invoiceAnswer`. */
export const simpleInvoice = (status = 'draft'): IDataObject => ({
  id: 'inv_1',
  number: status === 'issued' ? 'INV-2026-0042' : null,
  status,
  customerName: 'Northwind Robotics, Inc.',
  currency: 'USD',
  total: '17900.00',
  balance: '17900.00',
  issueDate: null,
  dueDate: null,
  entityId: 'ent_1',
  dealId: 'dea_1',
  approvalId: null,
});
