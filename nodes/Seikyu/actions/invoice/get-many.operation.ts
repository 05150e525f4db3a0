import { pageFields, simplifyField } from '../../../fields/common';
import { readCollection, readDays, readLimit } from '../../../fields/read-fields';
import { listAll } from '../../../transport/list-all';
import type { ItemOperation } from '../operation';
import { invoiceFilters } from './invoice-filters';
import { simplifyInvoice } from './simplify-invoice';

/** Lists invoices, newest first. */
export const getMany: ItemOperation = {
  option: {
    name: 'Get Many',
    value: 'getMany',
    action: 'Get many invoices',
    description: 'Get a list of invoices, newest first',
  },
  properties: [...pageFields, simplifyField, invoiceFilters],
  async run(context, itemIndex) {
    const invoices = await listAll(context, {
      path: '/v1/invoices',
      query: readDays(context, readCollection(context, 'filters', itemIndex), itemIndex),
      limit: readLimit(context, itemIndex),
      itemIndex,
      doing: 'listing invoices',
    });
    const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
    return invoices.map((invoice) => ({ json: isSimple ? simplifyInvoice(invoice) : invoice }));
  },
};
