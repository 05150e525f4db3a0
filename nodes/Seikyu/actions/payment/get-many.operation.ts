import type { INodeProperties } from 'n8n-workflow';
import { pageFields } from '../../../fields/common';
import { readCollection, readDays, readLimit } from '../../../fields/read-fields';
import { listAll } from '../../../transport/list-all';
import type { ItemOperation } from '../operation';

const filters: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add filter',
  default: {},
  options: [
    {
      displayName: 'From',
      name: 'from',
      type: 'dateTime',
      default: '',
      description: 'Only money that was received on this day or later',
    },
    {
      displayName: 'Invoice ID',
      name: 'invoiceId',
      type: 'string',
      default: '',
      placeholder: 'e.g. inv_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
    {
      displayName: 'Invoice Number',
      name: 'invoiceNumber',
      type: 'string',
      default: '',
      placeholder: 'e.g. INV-2026-0042',
    },
    {
      displayName: 'State',
      name: 'state',
      type: 'options',
      default: 'settled',
      options: [
        { name: 'Failed', value: 'failed', description: 'The money never came' },
        { name: 'Processing', value: 'processing', description: 'The money is on its way' },
        { name: 'Returned', value: 'returned', description: 'The money went back' },
        { name: 'Settled', value: 'settled', description: 'The money is in' },
      ],
    },
    {
      displayName: 'To',
      name: 'to',
      type: 'dateTime',
      default: '',
      description: 'Only money that was received on this day or earlier',
    },
  ],
};

/** Lists payments, newest first, with what of them settles which invoice. */
export const getMany: ItemOperation = {
  option: {
    name: 'Get Many',
    value: 'getMany',
    action: 'Get many payments',
    description: 'Get a list of payments with what of them settles which invoice, newest first',
  },
  properties: [...pageFields, filters],
  async run(context, itemIndex) {
    const payments = await listAll(context, {
      path: '/v1/payments',
      query: readDays(context, readCollection(context, 'filters', itemIndex), itemIndex),
      limit: readLimit(context, itemIndex),
      itemIndex,
      doing: 'listing payments',
    });
    return payments.map((payment) => ({ json: payment }));
  },
};
