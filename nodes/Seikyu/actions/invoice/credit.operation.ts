import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { positionField } from '../../../fields/line-fields';
import { invoiceLocator } from '../../../fields/locators';
import { readCollection } from '../../../fields/read-fields';
import { askHub } from '../../../transport/hub-request';
import { idempotencyKeyOf, referenceOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';
import { findInvoiceId, pathOf } from './find-invoice';
import { simplifyInvoice } from './simplify-invoice';

/** Drafts a credit note for an issued invoice; it is submitted, approved and issued like any invoice. */
export const credit: ItemOperation = {
  option: {
    name: 'Credit',
    value: 'credit',
    action: 'Credit an invoice',
    description: 'Draft a credit note for an issued invoice, for parts of its lines or for all that is left',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. One seat was never used',
      description: 'Why it is credited; printed on the credit note',
    },
    {
      displayName: 'Lines',
      name: 'lines',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add line',
      default: {},
      description: 'What is given back of which line. Without lines it is everything that is left.',
      options: [
        {
          displayName: 'Line',
          name: 'line',
          values: [
            positionField,
            {
              displayName: 'Quantity',
              name: 'quantity',
              type: 'string',
              default: '',
              placeholder: 'e.g. 2',
              description: 'How many units are given back, at the price of the line',
            },
            {
              displayName: 'Amount',
              name: 'amount',
              type: 'string',
              default: '',
              placeholder: 'e.g. 150.00',
              description:
                'Or an amount off the line, in the currency of the invoice: with tax where its prices include it, else without',
            },
          ],
        },
      ],
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
          placeholder: 'e.g. return-2026-118',
          description:
            'Names the credit note: the same reference again gives the first one. Without it, this node credits the same of an invoice for the same reason once, however often the workflow runs.',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const lines = readLines(context, itemIndex);
    const asked = {
      reason: context.getNodeParameter('reason', itemIndex) as string,
      ...(lines.length === 0 ? {} : { lines }),
    };
    const { reference } = readCollection(context, 'additionalFields', itemIndex);
    const path = pathOf(invoiceId, '/credit');
    const body = { ...asked, reference: reference ?? referenceOf(context, { path, body: asked }) };
    const { status, body: creditNote } = await askHub(context, {
      method: 'POST',
      path,
      body,
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
      itemIndex,
      doing: 'crediting the invoice',
    });
    const outcome = status === 201 ? 'drafted' : 'drafted_already';
    return [
      { json: { ...simplifyInvoice(creditNote as IDataObject), creditsInvoiceId: invoiceId, outcome } },
    ];
  },
};

/** The lines as the hub takes them: a figure may come from an expression as a number, and an empty field is none. */
function readLines(context: IExecuteFunctions, itemIndex: number): IDataObject[] {
  const { line = [] } = context.getNodeParameter('lines', itemIndex, {}) as { line?: IDataObject[] };
  return line.map(({ position, quantity, amount }) => ({
    position,
    ...textOf('quantity', quantity),
    ...textOf('amount', amount),
  }));
}

function textOf(name: string, value: unknown): IDataObject {
  const text = String(value ?? '').trim();
  return text === '' ? {} : { [name]: text };
}
