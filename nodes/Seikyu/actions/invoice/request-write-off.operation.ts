import { invoiceLocator } from '../../../fields/locators';
import { reasonField } from '../../../fields/money-fields';
import { readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { fetchSettlement } from './fetch-settlement';
import { findInvoiceId, outcomeOf } from './find-invoice';

/** Asks for what is owed to be a loss. Two other people approve and book it, on the hub's page. */
export const requestWriteOff: ItemOperation = {
  option: {
    name: 'Request Write-Off',
    value: 'requestWriteOff',
    action: 'Request a write off of an invoice',
    description:
      'Ask for all that is owed to be written off; two other people approve and book it in the hub',
  },
  properties: [
    invoiceLocator,
    reasonField('e.g. The customer is insolvent', 'Why it is a loss; shown to whoever approves it'),
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { writeOffs } = await fetchSettlement(context, invoiceId, itemIndex);
    const isUnderWay = ['requested', 'approved'].includes(String(writeOffs[0]?.state));
    if (isUnderWay) return await outcomeOf(context, invoiceId, itemIndex, 'requested_already');
    await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'write-off',
      body: { reason: readText(context, 'reason', itemIndex) },
      doing: 'asking for the write-off',
    });
    return await outcomeOf(context, invoiceId, itemIndex, 'requested');
  },
};
