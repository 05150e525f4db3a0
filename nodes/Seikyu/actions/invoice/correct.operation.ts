import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import { readCollection } from '../../../fields/read-fields';
import { askHub } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';
import { findInvoiceId, pathOf } from './find-invoice';
import { simplifyInvoice } from './simplify-invoice';

const text = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  description,
});

const ADDRESS = ['line1', 'line2', 'city', 'region', 'postalCode'];

/** Corrects whom an issued invoice is addressed to: a new version of its document under the same number. */
export const correct: ItemOperation = {
  option: {
    name: 'Correct',
    value: 'correct',
    action: 'Correct an invoice',
    description:
      'Correct the recipients or the address of an issued invoice: a new version of the document under the same number',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. They have moved',
      description: 'Why it is corrected; kept in the history of the invoice',
    },
    {
      displayName: 'Recipients',
      name: 'recipients',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add recipient',
      default: {},
      description: 'Everybody who gets it by mail, in place of those who did. Without any they stay.',
      options: [
        {
          displayName: 'Recipient',
          name: 'recipient',
          values: [
            {
              displayName: 'Email',
              name: 'email',
              type: 'string',
              default: '',
              placeholder: 'e.g. invoices@example.com',
              description: 'Where it is sent',
            },
            {
              displayName: 'Language',
              name: 'locale',
              type: 'options',
              options: [
                { name: 'English', value: 'en' },
                { name: 'Japanese', value: 'ja' },
              ],
              default: 'en',
              description: 'In which language they are written to',
            },
            text('Name', 'name', 'Who that is'),
            {
              displayName: 'Role',
              name: 'role',
              type: 'options',
              options: [
                { name: 'Bill To', value: 'bill_to' },
                { name: 'Copy', value: 'copy' },
              ],
              default: 'bill_to',
              description: 'Whether they are billed or get a copy',
            },
          ],
        },
      ],
    },
    {
      displayName: 'Buyer Fields',
      name: 'buyerFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      description: 'What of the address is corrected. What is not added stays.',
      options: [
        text('Building, Floor', 'line2', 'The second line of the address'),
        text('City', 'city', 'The city of the address'),
        text('Contact', 'contactName', 'The person at the customer'),
        text('Email', 'email', 'The mail address that is printed'),
        text('Phone', 'phone', 'The telephone number that is printed'),
        text('Postal Code', 'postalCode', 'The postal code of the address'),
        text('Region', 'region', 'The region of the address; it stays where sales are taxed by the state'),
        text('Street and Number', 'line1', 'The first line of the address'),
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const path = pathOf(invoiceId, '/corrections');
    const body = readBody(context, itemIndex);
    const { status, body: invoice } = await askHub(context, {
      method: 'POST',
      path,
      body,
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
      itemIndex,
      doing: 'correcting the invoice',
    });
    const { version } = invoice as IDataObject;
    const outcome = OUTCOMES[status] ?? 'corrected_already';
    return [{ json: { ...simplifyInvoice(invoice as IDataObject), version, outcome } }];
  },
};

/** By the status of the answer: a rule of the hub may hold the correction until others approved it. */
const OUTCOMES: Readonly<Record<number, string>> = { 201: 'corrected', 202: 'waits_for_approval' };

function readBody(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const { recipient = [] } = context.getNodeParameter('recipients', itemIndex, {}) as {
    recipient?: IDataObject[];
  };
  const given = Object.entries(readCollection(context, 'buyerFields', itemIndex));
  const address = Object.fromEntries(given.filter(([name]) => ADDRESS.includes(name)));
  const others = Object.fromEntries(given.filter(([name]) => !ADDRESS.includes(name)));
  return {
    reason: context.getNodeParameter('reason', itemIndex) as string,
    ...(recipient.length === 0 ? {} : { recipients: recipient }),
    ...(given.length === 0
      ? {}
      : { buyer: { ...others, ...(Object.keys(address).length === 0 ? {} : { address }) } }),
  };
}
