import type {
  IDataObject,
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';
import { askHubForJson } from '../transport/hub-request';
import type { HubPage } from '../transport/list-all';
import { mappingPath } from '../transport/mapping-path';

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

/** Mappings and their versions come in one answer each, so what is typed is looked for here. */
function found(results: INodeListSearchItems[], filter = ''): INodeListSearchResult {
  const wanted = filter.toLowerCase();
  return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

const searchMappings: Search = async function search(this, filter) {
  const { data } = await askHubForJson<{ data: IDataObject[] }>(this, {
    method: 'GET',
    path: '/v1/mappings',
    doing: 'loading the mappings',
  });
  const names = new Set(data.map(({ system, object }) => `${system}/${object}`));
  return found(
    [...names].map((name) => ({ name, value: name })),
    filter,
  );
};

const searchMappingVersions: Search = async function search(this, filter) {
  const mapping = this.getCurrentNodeParameter('mapping', { extractValue: true });
  if (typeof mapping !== 'string' || mapping === '') return { results: [] };
  const { versions } = await askHubForJson<{ versions: IDataObject[] }>(this, {
    method: 'GET',
    path: mappingPath(mapping),
    doing: 'loading the versions of the mapping',
  });
  return found(
    versions.map(({ id, version, status, reason }) => ({
      name: `Version ${version} (${String(status).replace(/_/g, ' ')})${reason === '' ? '' : ` · ${reason}`}`,
      value: String(id),
    })),
    filter,
  );
};

/** The searches behind "From List". */
export const listSearch = {
  searchMappings,
  searchMappingVersions,
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
