import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { readText } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';

/** Applies what is left of a payment to invoices: to those that are named, or to the oldest due. */
export const allocate: ItemOperation = {
  option: {
    name: 'Allocate',
    value: 'allocate',
    action: 'Allocate a payment',
    description: 'Apply what is left of a payment to one or more invoices of its customer',
  },
  properties: [
    {
      displayName: 'Payment ID',
      name: 'paymentId',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. pay_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
    {
      displayName: 'To',
      name: 'to',
      type: 'options',
      default: 'oldestDue',
      options: [
        { name: 'Named Invoices', value: 'invoices', description: 'All of it or nothing' },
        {
          name: 'Oldest Due First',
          value: 'oldestDue',
          description: 'What no invoice takes stays on the account of the customer',
        },
      ],
    },
    {
      displayName: 'Invoices',
      name: 'invoices',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add invoice',
      default: {},
      displayOptions: { show: { to: ['invoices'] } },
      options: [
        {
          displayName: 'Invoice',
          name: 'invoice',
          values: [
            {
              displayName: 'Invoice ID',
              name: 'invoiceId',
              type: 'string',
              default: '',
              placeholder: 'e.g. inv_0198f1c27a4e7c119d5b2f6f3f1f9a10',
            },
            {
              displayName: 'Amount',
              name: 'amount',
              type: 'string',
              default: '',
              placeholder: 'e.g. 990.00',
              description: 'In major units of the currency of the payment, as text',
            },
          ],
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const path = `/v1/payments/${encodeURIComponent(readText(context, 'paymentId', itemIndex))}/allocations`;
    const isNamed = readText(context, 'to', itemIndex) === 'invoices';
    const body = isNamed ? { allocations: readParts(context, itemIndex) } : { order: 'oldest_due' };
    const payment = await askHubForJson(context, {
      method: 'POST',
      path,
      body,
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
      itemIndex,
      doing: 'allocating the payment',
    });
    return [{ json: payment }];
  },
};

/** The invoices with their amounts as text: a figure may come from an expression as a number. */
function readParts(context: IExecuteFunctions, itemIndex: number): IDataObject[] {
  const { invoice = [] } = context.getNodeParameter('invoices', itemIndex, {}) as { invoice?: IDataObject[] };
  if (invoice.length > 0) {
    return invoice.map(({ invoiceId, amount }) => ({
      invoiceId: String(invoiceId ?? '').trim(),
      amount: String(amount ?? '').trim(),
    }));
  }
  throw new NodeOperationError(context.getNode(), '"Invoices" is empty', {
    itemIndex,
    description: 'Add the invoices that the payment is for, or choose "Oldest Due First" under "To".',
  });
}
