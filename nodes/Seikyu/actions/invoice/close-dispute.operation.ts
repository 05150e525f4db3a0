import { invoiceLocator } from '../../../fields/locators';
import { reasonField } from '../../../fields/money-fields';
import { readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { fetchSettlement } from './fetch-settlement';
import { findInvoiceId, outcomeOf } from './find-invoice';

/**
 * Closes the open dispute of an invoice that was turned down or taken back; one that was closed so is left alone. To give
 * in to one is an approval, which people give on the hub's page: with a credit note, or by issuing the invoice again. What
 * came of it is in the settlement and in the event.
 */
export const closeDispute: ItemOperation = {
  option: {
    name: 'Close Dispute',
    value: 'closeDispute',
    action: 'Close a dispute about an invoice',
    description: 'Close a dispute that was turned down or taken back; collecting goes on',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Outcome',
      name: 'outcome',
      type: 'options',
      default: 'withdrawn',
      options: [
        { name: 'Rejected', value: 'rejected', description: 'The invoice is right as it is' },
        { name: 'Withdrawn', value: 'withdrawn', description: 'The customer took it back' },
      ],
    },
    reasonField('e.g. The seats were used until 12 December', 'Why it ends so'),
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const outcome = readText(context, 'outcome', itemIndex);
    const { disputes } = await fetchSettlement(context, invoiceId, itemIndex);
    if (disputes[0]?.state === outcome)
      return await outcomeOf(context, invoiceId, itemIndex, 'closed_already');
    await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'dispute/close',
      body: { outcome, reason: readText(context, 'reason', itemIndex) },
      doing: 'closing the dispute',
    });
    return await outcomeOf(context, invoiceId, itemIndex, 'closed');
  },
};
