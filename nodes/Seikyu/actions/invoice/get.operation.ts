import { simplifyField } from '../../../fields/common';
import { invoiceLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { fetchInvoice, findInvoiceId } from './find-invoice';
import { simplifyInvoice } from './simplify-invoice';

/** Reads one invoice with where it stands. */
export const get: ItemOperation = {
  option: {
    name: 'Get',
    value: 'get',
    action: 'Get an invoice',
    description: 'Get an invoice with where it stands: approval, delivery, payment, sync',
  },
  properties: [invoiceLocator, simplifyField],
  async run(context, itemIndex) {
    const invoice = await fetchInvoice(context, await findInvoiceId(context, itemIndex), itemIndex);
    const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
    return [{ json: isSimple ? simplifyInvoice(invoice) : invoice }];
  },
};
