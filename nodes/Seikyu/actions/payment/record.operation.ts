import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { customerLocator, invoiceLocator } from '../../../fields/locators';
import { amountField, externalIdField } from '../../../fields/money-fields';
import { readCollection, readLocator, readRequiredDay, readText } from '../../../fields/read-fields';
import { askHub } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import { readInvoice } from '../invoice/find-invoice';
import type { ItemOperation } from '../operation';

const RECEIVED_ON = {
  name: 'receivedOn',
  label: 'Received On',
  description: 'Enter the day on which the money came in, such as 2026-11-18.',
};

/** Records money that came in or is on its way; the same external id is the same payment, however often it comes. */
export const recordPayment: ItemOperation = {
  option: {
    name: 'Record',
    value: 'record',
    action: 'Record a payment',
    description: 'Record money that was received or is on its way, for an invoice or from a customer',
  },
  properties: [
    {
      displayName: 'Received For',
      name: 'receivedFor',
      type: 'options',
      default: 'invoice',
      options: [
        { name: 'A Customer', value: 'customer', description: 'Which invoices it is for is not known yet' },
        { name: 'An Invoice', value: 'invoice' },
      ],
    },
    { ...invoiceLocator, displayOptions: { show: { receivedFor: ['invoice'] } } },
    { ...customerLocator, displayOptions: { show: { receivedFor: ['customer'] } } },
    {
      displayName: 'Legal Entity Name or ID',
      name: 'entityId',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getEntities' },
      default: '',
      required: true,
      displayOptions: { show: { receivedFor: ['customer'] } },
      description:
        'Whose money it is now. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    },
    amountField(),
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
      description: 'The day on which the money came in; of money on its way, the day on which it set out',
    },
    externalIdField(
      'e.g. bank-2026-11-18-0031',
      'The ID of the payment where it comes from. A second one with the same ID is not recorded.',
    ),
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Failure Reason',
          name: 'failureReason',
          type: 'string',
          default: '',
          placeholder: 'e.g. The account has no funds.',
          description: 'Why the money never came; only where the state is Failed',
        },
        {
          displayName: 'Reference',
          name: 'reference',
          type: 'string',
          default: '',
          placeholder: 'e.g. WIRE 88120 Northwind',
          description: 'What the payer wrote',
        },
        {
          displayName: 'Rest',
          name: 'rest',
          type: 'options',
          default: 'keep',
          description: 'What becomes of what no named invoice takes',
          options: [
            { name: 'Goes to the Oldest Due Invoices', value: 'oldest_due' },
            { name: 'Stays on Account', value: 'keep' },
          ],
        },
        {
          displayName: 'State',
          name: 'state',
          type: 'options',
          default: 'settled',
          description:
            'Money on its way settles nothing. Record it again with the same external ID once it is in or has failed; it is one payment, in whatever order the news comes.',
          options: [
            { name: 'Failed', value: 'failed', description: 'The money never came' },
            { name: 'Processing', value: 'processing', description: 'The money is on its way' },
            { name: 'Settled', value: 'settled', description: 'The money is in' },
          ],
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
  return {
    ...readPayer(context, itemIndex),
    amount: readText(context, 'amount', itemIndex),
    currency: readText(context, 'currency', itemIndex).toUpperCase(),
    receivedOn: readRequiredDay(context, RECEIVED_ON, itemIndex),
    externalId: readText(context, 'externalId', itemIndex),
    ...readCollection(context, 'additionalFields', itemIndex),
  };
}

function readPayer(context: IExecuteFunctions, itemIndex: number): IDataObject {
  if (context.getNodeParameter('receivedFor', itemIndex, 'invoice') === 'customer') {
    return {
      customerId: readLocator(context, 'customer', itemIndex).value,
      entityId: readText(context, 'entityId', itemIndex),
    };
  }
  const { mode, value } = readInvoice(context, itemIndex);
  return mode === 'number' ? { invoiceNumber: value } : { invoiceId: value };
}
