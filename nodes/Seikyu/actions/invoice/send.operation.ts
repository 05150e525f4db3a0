import type { IDataObject } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { fetchInvoice, findInvoiceId, outcomeOf } from './find-invoice';
import { simplifyInvoice } from './simplify-invoice';

/** Sends an issued invoice by e-mail; one that was sent is not sent again by running the workflow again. */
export const send: ItemOperation = {
  option: {
    name: 'Send',
    value: 'send',
    action: 'Send an invoice',
    description: 'Send an issued invoice to its recipients by e-mail',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add option',
      default: {},
      options: [
        {
          displayName: 'Send Again',
          name: 'isSentAgain',
          type: 'boolean',
          default: false,
          description:
            'Whether to send an invoice that was sent before once more. Otherwise it is left as it is, so that a workflow can be run again safely.',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { isSentAgain } = context.getNodeParameter('options', itemIndex, {}) as { isSentAgain?: boolean };
    if (isSentAgain !== true) {
      const invoice = await fetchInvoice(context, invoiceId, itemIndex);
      if (wasSent(invoice)) return [{ json: { ...simplifyInvoice(invoice), outcome: 'sent_already' } }];
    }
    const { outcome } = await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'send',
      doing: 'sending the invoice',
    });
    return await outcomeOf(context, invoiceId, itemIndex, String(outcome));
  },
};

/** Also true in doubt and of what came back: whether that is sent once more is for a person to say. */
function wasSent(invoice: IDataObject): boolean {
  const standing = invoice.standing as IDataObject;
  return (
    standing.isSendUnknown === true ||
    ['queued', 'sent', 'opened', 'bounced'].includes(String(standing.delivery))
  );
}
