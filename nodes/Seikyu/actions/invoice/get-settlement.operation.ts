import { invoiceLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { fetchSettlement } from './fetch-settlement';
import { findInvoiceId } from './find-invoice';

/** Reads the money of one invoice: its ledger, refunds, write-offs, disputes and how it is collected. */
export const getSettlement: ItemOperation = {
  option: {
    name: 'Get Settlement',
    value: 'getSettlement',
    action: 'Get the settlement of an invoice',
    description: 'Get the money of an invoice: what settles it, refunds, write-offs, disputes, collecting',
  },
  properties: [invoiceLocator],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    return [{ json: await fetchSettlement(context, invoiceId, itemIndex) }];
  },
};
