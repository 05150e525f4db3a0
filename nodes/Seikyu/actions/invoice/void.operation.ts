import type { IDataObject } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { fetchInvoice, findInvoiceId } from './find-invoice';
import { isHeld } from './is-held';
import { simplifyInvoice } from './simplify-invoice';

/**
 * Asks for an issued invoice to be void: it is so once every ledger was read back, and `voiding` until then. Where a rule
 * of the hub holds it, it waits for an approval first.
 */
export const voidInvoice: ItemOperation = {
  option: {
    name: 'Void',
    value: 'void',
    action: 'Void an invoice',
    description: 'Take an issued invoice back, in accounting too; its number is not used again',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. Ordered twice by mistake',
      description: 'Why it is voided; kept in the history of the invoice',
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const before = await fetchInvoice(context, invoiceId, itemIndex);
    const status = statusOf(before);
    if (status === 'voided') return outputOf(before, 'voided_already');
    if (status === 'voiding') return outputOf(before, 'voiding');
    const reason = context.getNodeParameter('reason', itemIndex) as string;
    const after = await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'void',
      body: { reason },
      doing: 'voiding the invoice',
    });
    return outputOf(after, isHeld(after) ? 'waits_for_approval' : statusOf(after));
  },
};

const statusOf = (invoice: IDataObject): string => String((invoice.document as IDataObject).status);

const outputOf = (invoice: IDataObject, outcome: string) => [
  { json: { ...simplifyInvoice(invoice), outcome } },
];
