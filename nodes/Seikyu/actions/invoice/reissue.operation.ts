import type { IDataObject } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import { askHub } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';
import { findInvoiceId, pathOf } from './find-invoice';
import { simplifyInvoice } from './simplify-invoice';

/** Drafts a voided invoice or credit note anew; the draft names it as what it replaces, and is approved and issued like any other. */
export const reissue: ItemOperation = {
  option: {
    name: 'Reissue',
    value: 'reissue',
    action: 'Reissue an invoice',
    description:
      'Draft a voided invoice or credit note anew; the new document names the one that it replaces',
  },
  properties: [invoiceLocator],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const path = pathOf(invoiceId, '/reissue');
    const { status, body: draft } = await askHub(context, {
      method: 'POST',
      path,
      body: {},
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body: {} }),
      itemIndex,
      doing: 'issuing the invoice again',
    });
    const outcome = status === 201 ? 'drafted' : 'drafted_already';
    return [{ json: { ...simplifyInvoice(draft as IDataObject), replacesInvoiceId: invoiceId, outcome } }];
  },
};
