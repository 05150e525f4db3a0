import type {
  IDataObject,
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';
import { askHubForJson } from '../transport/hub-request';
import type { HubPage } from '../transport/list-all';

type Search = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A search of a list of the hub, page by page as the list is scrolled. */
function searchOf(path: string, toItem: (item: IDataObject) => INodeListSearchItems): Search {
  return async function search(this, filter, paginationToken) {
    const page = await askHubForJson<HubPage>(this, {
      method: 'GET',
      path,
      query: {
        limit: 50,
        ...(filter === undefined || filter === '' ? {} : { query: filter }),
        ...(paginationToken === undefined ? {} : { cursor: paginationToken }),
      },
      doing: 'loading the list',
    });
    return {
      results: page.items.map(toItem),
      ...(page.nextCursor === null ? {} : { paginationToken: page.nextCursor }),
    };
  };
}

/** The searches behind "From List". */
export const listSearch = {
  searchInvoices: searchOf('/v1/invoices', ({ id, number, customerName, currency, standing }) => {
    const { total, displayStatus } = standing as IDataObject;
    const status = String(displayStatus).replace(/_/g, ' ');
    return {
      name: `${number ?? 'No number yet'} · ${customerName} · ${total} ${currency} (${status})`,
      value: String(id),
    };
  }),
  searchDeals: searchOf('/v1/deals', ({ id, externalId, deal }) => ({
    name: `${(deal as IDataObject).title} (${externalId ?? id})`,
    value: String(id),
  })),
  searchCustomers: searchOf('/v1/customers', ({ id, customer }) => ({
    name: String((customer as IDataObject).name),
    value: String(id),
  })),
  searchProducts: searchOf('/v1/products', ({ id, sku, name }) => ({
    name: `${sku} · ${name}`,
    value: String(id),
  })),
};
