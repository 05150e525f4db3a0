import { invoiceLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { findInvoiceId, outcomeOf } from './find-invoice';

/** Gives an approved invoice its number and freezes it. */
export const issue: ItemOperation = {
  option: {
    name: 'Issue',
    value: 'issue',
    action: 'Issue an invoice',
    description: 'Give an approved invoice its number and freeze it; one that has its number keeps it',
  },
  properties: [invoiceLocator],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { isNew } = await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'issue',
      doing: 'issuing the invoice',
    });
    return await outcomeOf(context, invoiceId, itemIndex, isNew === true ? 'issued' : 'issued_already');
  },
};
