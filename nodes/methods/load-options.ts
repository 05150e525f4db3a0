import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
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
};
