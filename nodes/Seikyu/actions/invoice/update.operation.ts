import { invoiceLocator } from '../../../fields/locators';
import { readCollection, readText } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';
import { fetchInvoice, findInvoiceId, outcomeOf, pathOf } from './find-invoice';
import { lineProperties, readLineChanges } from './update-lines';

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
    ...lineProperties,
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { revision } = await fetchInvoice(context, invoiceId, itemIndex);
    const { note, ...fields } = readCollection(context, 'updateFields', itemIndex);
    const changes = {
      ...fields,
      ...(note === undefined ? {} : { notes: [note] }),
      ...readLineChanges(context, itemIndex),
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
