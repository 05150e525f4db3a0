import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { lineDescriptionField, positionField } from '../../../fields/line-fields';
import { readText } from '../../../fields/read-fields';

/** What is to happen to the lines of an invoice of a deal: change, add, leave out, put back. */
export const lineProperties: INodeProperties[] = [
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
          lineDescriptionField,
          {
            displayName: 'Discount Percent',
            name: 'discountPercent',
            type: 'string',
            default: '',
            placeholder: 'e.g. 12.5',
            description: 'Of the price of the line; 0 for none',
          },
          positionField,
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
  {
    displayName: 'Lines to Add',
    name: 'addLines',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add new line',
    default: {},
    description: 'What the deal does not have, such as shipping or a fee; it stays when the deal changes',
    options: [
      {
        displayName: 'Line',
        name: 'line',
        values: [
          lineDescriptionField,
          {
            displayName: 'Discount Percent',
            name: 'discountPercent',
            type: 'string',
            default: '',
            placeholder: 'e.g. 12.5',
            description: 'Of the price of the line',
          },
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            default: '',
            placeholder: 'e.g. Shipping',
            description: 'Of a line without a product; with a SKU leave it empty',
          },
          {
            displayName: 'Quantity',
            name: 'quantity',
            type: 'string',
            default: '1',
            placeholder: 'e.g. 2',
            description: 'How many units are billed, as text',
          },
          {
            displayName: 'SKU',
            name: 'sku',
            type: 'string',
            default: '',
            placeholder: 'e.g. SETUP',
            description: 'A product of the master, which says its name, unit and tax',
          },
          {
            displayName: 'Tax Class',
            name: 'taxClass',
            type: 'options',
            default: 'standard',
            options: [
              { name: 'Exempt', value: 'exempt' },
              { name: 'Reduced Rate', value: 'reduced' },
              { name: 'Standard Rate', value: 'standard' },
            ],
            description: 'How a line without a product is taxed',
          },
          {
            displayName: 'Unit',
            name: 'unit',
            type: 'string',
            default: '',
            placeholder: 'e.g. EA',
            description: 'Of a line without a product; a piece when empty',
          },
          {
            displayName: 'Unit Price',
            name: 'unitPrice',
            type: 'string',
            default: '',
            placeholder: 'e.g. 25.00',
            description:
              'In the currency of the invoice, as text. A product without one is sold at its list price.',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Lines to Leave Out',
    name: 'removeLines',
    type: 'string',
    default: '',
    placeholder: 'e.g. 9001, 9002',
    description:
      'IDs of the lines as <code>source.externalId</code> of the invoice says them, with commas between them',
  },
  {
    displayName: 'Lines to Put Back',
    name: 'putBackLines',
    type: 'string',
    default: '',
    placeholder: 'e.g. 9001',
    description: 'IDs of lines of the deal that were left out before, with commas between them',
  },
];

/** The changes of the lines as the hub takes them; what nobody filled in is no change. */
export function readLineChanges(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const lists: Record<string, unknown[]> = {
    lines: readLines(context, 'lines', itemIndex),
    addLines: readLines(context, 'addLines', itemIndex).map(withoutTaxOfProduct),
    removeLines: readIds(context, 'removeLines', itemIndex),
    putBackLines: readIds(context, 'putBackLines', itemIndex),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as IDataObject;
}

/** A figure may come from an expression as a number, and an empty field changes nothing. */
function readLines(context: IExecuteFunctions, name: string, itemIndex: number): IDataObject[] {
  const { line = [] } = context.getNodeParameter(name, itemIndex, {}) as { line?: IDataObject[] };
  return line.map(({ position, discountPercent, ...fields }) => {
    const percent = textOf(discountPercent);
    return {
      ...(position === undefined ? {} : { position }),
      ...Object.fromEntries(
        Object.entries(fields).flatMap(([field, value]) =>
          textOf(value) === '' ? [] : [[field, textOf(value)]],
        ),
      ),
      ...(percent === '' ? {} : { discount: { percent } }),
    };
  });
}

/** The tax of a product is the master's: the class that the field offers beforehand says nothing of it. */
const withoutTaxOfProduct = (line: IDataObject): IDataObject =>
  line['sku'] === undefined
    ? line
    : Object.fromEntries(Object.entries(line).filter(([field]) => field !== 'taxClass'));

const readIds = (context: IExecuteFunctions, name: string, itemIndex: number): string[] =>
  readText(context, name, itemIndex)
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

const textOf = (value: unknown): string => String(value ?? '').trim();
