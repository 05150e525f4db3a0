import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { askHubForJson } from '../transport/hub-request';
import { listAll } from '../transport/list-all';

/** The lists behind plain dropdowns. */
export const loadOptions = {
  async getEntities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
    const entities = await listAll(this, {
      path: '/v1/entities',
      query: {},
      limit: Number.POSITIVE_INFINITY,
      doing: 'loading the legal entities',
    });
    return entities.map(({ id, name }) => ({ name: String(name), value: String(id) }));
  },

  async getOwners(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
    const { data } = await askHubForJson<{ data: IDataObject[] }>(this, {
      method: 'GET',
      path: '/v1/colleagues',
      doing: 'loading the people',
    });
    const people = data.map(({ id, name }) => ({ name: String(name), value: String(id) }));
    return [{ name: 'Nobody', value: 'nobody' }, ...people];
  },
};
