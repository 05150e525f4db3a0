import { invoiceLocator } from '../../../fields/locators';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';
import { findInvoiceId, pathOf } from './find-invoice';

/** Tells where one value of an invoice comes from. */
export const getLineage: ItemOperation = {
  option: {
    name: 'Get Lineage',
    value: 'getLineage',
    action: 'Get the lineage of an invoice value',
    description:
      'Get where a value comes from: computed, decided, or which mapping row made it of which record',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Path',
      name: 'path',
      type: 'string',
      default: '/totals/payable',
      required: true,
      placeholder: 'e.g. /lines/0/netAmount',
      description: 'A JSON pointer into the document of the invoice. Lists count from 0.',
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const json = await askHubForJson(context, {
      method: 'GET',
      path: pathOf(invoiceId, '/lineage'),
      query: { path: context.getNodeParameter('path', itemIndex) as string },
      itemIndex,
      doing: 'reading the lineage of the invoice',
    });
    return [{ json }];
  },
};
