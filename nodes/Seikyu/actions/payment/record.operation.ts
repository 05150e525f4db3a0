import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import { readCollection, readDay } from '../../../fields/read-fields';
import { askHub } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import { readInvoice } from '../invoice/find-invoice';
import type { ItemOperation } from '../operation';

/** Records money that came in for an invoice; the same external id is the same payment, however often it comes. */
export const recordPayment: ItemOperation = {
  option: {
    name: 'Record',
    value: 'record',
    action: 'Record a payment',
    description: 'Record money that was received for an invoice',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Amount',
      name: 'amount',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 17900.00',
      description: 'In major units, as text: a decimal number would be rounded',
    },
    {
      displayName: 'Currency',
      name: 'currency',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. USD',
    },
    {
      displayName: 'Received On',
      name: 'receivedOn',
      type: 'dateTime',
      default: '',
      required: true,
      description: 'The day on which the money came in',
    },
    {
      displayName: 'External ID',
      name: 'externalId',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. bank-2026-11-18-0031',
      description:
        'The ID of the payment where it comes from. A second one with the same ID is not recorded.',
    },
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Reference',
          name: 'reference',
          type: 'string',
          default: '',
          placeholder: 'e.g. WIRE 88120 Northwind',
          description: 'What the payer wrote',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const path = '/v1/payments';
    const body = readPayment(context, itemIndex);
    const { status, body: payment } = await askHub(context, {
      method: 'POST',
      path,
      body,
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
      itemIndex,
      doing: 'recording the payment',
    });
    const outcome = status === 201 ? 'recorded' : 'recorded_already';
    return [{ json: { ...(payment as IDataObject), outcome } }];
  },
};

function readPayment(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const text = (name: string): string => String(context.getNodeParameter(name, itemIndex) ?? '').trim();
  const { mode, value } = readInvoice(context, itemIndex);
  const receivedOn = readDay(context.getNodeParameter('receivedOn', itemIndex));
  if (receivedOn === undefined) {
    throw new NodeOperationError(context.getNode(), '"Received On" is not a date', {
      itemIndex,
      description: 'Enter the day on which the money came in, such as 2026-11-18.',
    });
  }
  return {
    ...(mode === 'number' ? { invoiceNumber: value } : { invoiceId: value }),
    amount: text('amount'),
    currency: text('currency').toUpperCase(),
    receivedOn,
    externalId: text('externalId'),
    ...readCollection(context, 'additionalFields', itemIndex),
  };
}
