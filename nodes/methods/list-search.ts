import type {
  IDataObject,
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';
import { findRecordKind } from '../fields/record-kinds';
import { askHubForJson } from '../transport/hub-request';
import type { HubPage } from '../transport/list-all';
import { mappingPath } from '../transport/mapping-path';

type Search = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One page of a list of the hub. */
async function loadPage(
  caller: ILoadOptionsFunctions,
  { path, query }: { path: string; query: IDataObject },
  toItem: (item: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
  const page = await askHubForJson<HubPage>(caller, {
    method: 'GET',
    path,
    query: { limit: 50, ...query },
    doing: 'loading the list',
  });
  return {
    results: page.items.map(toItem),
    ...(page.nextCursor === null ? {} : { paginationToken: page.nextCursor }),
  };
}

const pageOf = (paginationToken?: string): IDataObject =>
  paginationToken === undefined ? {} : { cursor: paginationToken };

const typed = (parameter: string, filter?: string): IDataObject =>
  filter === undefined || filter === '' ? {} : { [parameter]: filter };

/** A search of a list of the hub, page by page as the list is scrolled. */
function searchOf(path: string, toItem: (item: IDataObject) => INodeListSearchItems): Search {
  return async function search(this, filter, paginationToken) {
    const query = { ...typed('query', filter), ...pageOf(paginationToken) };
    return await loadPage(this, { path, query }, toItem);
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

/** The records of whichever kind is chosen. */
const searchRecords: Search = async function search(this, filter, paginationToken) {
  const kind = findRecordKind(this.getCurrentNodeParameter('kind'));
  if (kind === undefined) return { results: [] };
  const query = {
    ...(kind.search === undefined ? {} : typed(kind.search, filter)),
    ...pageOf(paginationToken),
  };
  const page = await loadPage(this, { path: kind.path, query }, (item) => ({
    name: kind.nameOf(item),
    value: String(item.id),
  }));
  return kind.search === undefined ? { ...page, ...found(page.results, filter) } : page;
};

/** The queue has no search of its own: what is typed is looked for in the pages as they are scrolled. */
const searchExceptions: Search = async function search(this, filter, paginationToken) {
  const request = { path: '/v1/exceptions', query: pageOf(paginationToken) };
  const page = await loadPage(this, request, ({ id, kind, name, code }) => ({
    name: [String(kind).replace(/_/g, ' '), name, code].filter((part) => part !== '').join(' · '),
    value: String(id),
  }));
  return { ...page, ...found(page.results, filter) };
};

/** The searches behind "From List". */
export const listSearch = {
  searchExceptions,
  searchMappings,
  searchMappingVersions,
  searchRecords,
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
