import { invoiceLocator } from '../../../fields/locators';
import { readCollection } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { findInvoiceId, outcomeOf } from './find-invoice';

/** Hands a draft over to validation and rules. */
export const submit: ItemOperation = {
  option: {
    name: 'Submit',
    value: 'submit',
    action: 'Submit an invoice',
    description: 'Hand a draft over to validation and the approval rules',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Reason',
          name: 'reason',
          type: 'string',
          default: '',
          description: 'Why it is submitted in spite of its warnings; only needed where it has some',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const body = readCollection(context, 'additionalFields', itemIndex);
    const { outcome } = await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'submit',
      body,
      doing: 'submitting the invoice',
    });
    return await outcomeOf(context, invoiceId, itemIndex, String(outcome));
  },
};
