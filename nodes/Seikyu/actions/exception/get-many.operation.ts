import type { INodeProperties } from 'n8n-workflow';
import { pageFields, simplifyField } from '../../../fields/common';
import { readCollection, readLimit } from '../../../fields/read-fields';
import { listAll } from '../../../transport/list-all';
import type { ItemOperation } from '../operation';
import { EXCEPTION_KINDS } from './exception-kinds';
import { simplifyException } from './find-exception';

const filters: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add filter',
  default: {},
  options: [
    {
      displayName: 'Kind',
      name: 'kind',
      type: 'options',
      default: 'stopped_work',
      options: EXCEPTION_KINDS,
    },
    {
      displayName: 'Legal Entity Name or ID',
      name: 'entityId',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getEntities' },
      default: '',
      description:
        'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    },
    {
      displayName: 'Owner Name or ID',
      name: 'owner',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getOwners' },
      default: '',
      description:
        'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    },
    {
      displayName: 'Waits at Least',
      name: 'minAgeDays',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 9999 },
      default: 1,
      description: 'Only what waits at least so many days',
    },
  ],
};

/** Lists exceptions, the oldest first. */
export const getMany: ItemOperation = {
  option: {
    name: 'Get Many',
    value: 'getMany',
    action: 'Get many exceptions',
    description: 'Get a list of what waits for a person and is no approval, the oldest first',
  },
  properties: [...pageFields, simplifyField, filters],
  async run(context, itemIndex) {
    const exceptions = await listAll(context, {
      path: '/v1/exceptions',
      query: readCollection(context, 'filters', itemIndex),
      limit: readLimit(context, itemIndex),
      itemIndex,
      doing: 'listing exceptions',
    });
    const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
    return exceptions.map((raw) => ({ json: isSimple ? simplifyException(raw) : raw }));
  },
};
