import type { IDataObject } from 'n8n-workflow';
import { pageFields } from '../../fields/common';
import { readLimit } from '../../fields/read-fields';
import type { ItemOperation } from '../../Seikyu/actions/operation';
import { askHubForJson } from '../../transport/hub-request';

/** Lists the mappings of the hub; they come in one answer. */
export const getMany: ItemOperation = {
  option: {
    name: 'Get Many',
    value: 'getMany',
    action: 'Get many mappings',
    description: 'Get a list of mappings with their live versions',
  },
  properties: pageFields,
  async run(context, itemIndex) {
    const { data } = await askHubForJson<{ data: IDataObject[] }>(context, {
      method: 'GET',
      path: '/v1/mappings',
      itemIndex,
      doing: 'listing mappings',
    });
    return data.slice(0, readLimit(context, itemIndex)).map((json) => ({ json }));
  },
};
