import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import { readCollection, readText } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';
import { fetchInvoice, findInvoiceId, outcomeOf, pathOf } from './find-invoice';

/** Edits an invoice that is not issued; it is a draft again, and is submitted and approved with its new content. */
export const update: ItemOperation = {
  option: {
    name: 'Update',
    value: 'update',
    action: 'Update an invoice',
    description: 'Edit an invoice that is not issued; it is a draft again afterwards',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. The customer sent its order number',
      description: 'Why it is edited; kept on record, not printed',
    },
    {
      displayName: 'Update Fields',
      name: 'updateFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Note',
          name: 'note',
          type: 'string',
          typeOptions: { rows: 2 },
          default: '',
          description: 'Printed beneath the lines, in place of the notes that are there',
        },
        {
          displayName: 'Payment Terms',
          name: 'terms',
          type: 'string',
          default: '',
          placeholder: 'e.g. net:30',
          description: 'Such as net:30, or eom+1:day31 for the end of the next month',
        },
        {
          displayName: 'Purchase Order',
          name: 'purchaseOrder',
          type: 'string',
          default: '',
          placeholder: 'e.g. PO-4711',
          description: 'The order number of the customer',
        },
      ],
    },
    {
      displayName: 'Lines',
      name: 'lines',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add line',
      default: {},
      description: 'What changes of which line, where a deal is billed. Empty fields stay as they are.',
      options: [
        {
          displayName: 'Line',
          name: 'line',
          values: [
            {
              displayName: 'Description',
              name: 'description',
              type: 'string',
              default: '',
              description: 'Printed under the name of the line',
            },
            {
              displayName: 'Discount Percent',
              name: 'discountPercent',
              type: 'string',
              default: '',
              placeholder: 'e.g. 12.5',
              description: 'Of the price of the line; 0 for none',
            },
            {
              displayName: 'Position',
              name: 'position',
              type: 'number',
              default: 1,
              typeOptions: { minValue: 1, numberPrecision: 0 },
              description: 'Where the line stands on the invoice, from 1',
            },
            {
              displayName: 'Quantity',
              name: 'quantity',
              type: 'string',
              default: '',
              placeholder: 'e.g. 2',
              description: 'How many units are billed, as text',
            },
            {
              displayName: 'Unit Price',
              name: 'unitPrice',
              type: 'string',
              default: '',
              placeholder: 'e.g. 11000.00',
              description: 'The price of one unit in the currency of the invoice, as text',
            },
          ],
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { revision } = await fetchInvoice(context, invoiceId, itemIndex);
    const lines = readLines(context, itemIndex);
    const { note, ...fields } = readCollection(context, 'updateFields', itemIndex);
    const changes = {
      ...fields,
      ...(note === undefined ? {} : { notes: [note] }),
      ...(lines.length === 0 ? {} : { lines }),
    };
    await askHubForJson(context, {
      method: 'PATCH',
      path: pathOf(invoiceId),
      body: { revision, reason: readText(context, 'reason', itemIndex), changes },
      itemIndex,
      doing: 'editing the invoice',
    });
    return await outcomeOf(context, invoiceId, itemIndex, 'edited');
  },
};

/** The lines as the hub takes them: a figure may come from an expression as a number, and an empty field changes nothing. */
function readLines(context: IExecuteFunctions, itemIndex: number): IDataObject[] {
  const { line = [] } = context.getNodeParameter('lines', itemIndex, {}) as { line?: IDataObject[] };
  return line.map(({ position, discountPercent, ...fields }) => {
    const percent = textOf(discountPercent);
    return {
      position,
      ...Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) =>
          textOf(value) === '' ? [] : [[name, textOf(value)]],
        ),
      ),
      ...(percent === '' ? {} : { discount: { percent } }),
    };
  });
}

const textOf = (value: unknown): string => String(value ?? '').trim();
