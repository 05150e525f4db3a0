import type { INodeProperties } from 'n8n-workflow';
import { pageFields } from '../../../fields/common';
import { readCollection, readInstants, readLimit } from '../../../fields/read-fields';
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
      displayName: 'Action',
      name: 'action',
      type: 'string',
      default: '',
      placeholder: 'e.g. invoice.approve',
      description: 'An action. With a dot at its end, every action that begins so: invoice. for instance.',
    },
    {
      displayName: 'Actor ID',
      name: 'actorId',
      type: 'string',
      default: '',
      placeholder: 'e.g. per_0198f1c27a4e7c119d5b2f6f3f1f9a10',
      description: 'The person, API key, rule set or connection that did it',
    },
    {
      displayName: 'From',
      name: 'from',
      type: 'dateTime',
      default: '',
      description: 'Only what happened then or later',
    },
    {
      displayName: 'Object ID',
      name: 'objectId',
      type: 'string',
      default: '',
      placeholder: 'e.g. inv_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
    {
      displayName: 'Object Kind',
      name: 'objectKind',
      type: 'string',
      default: '',
      placeholder: 'e.g. invoice',
    },
    {
      displayName: 'Request ID',
      name: 'requestId',
      type: 'string',
      default: '',
      description: 'Everything that one request led to',
    },
    {
      displayName: 'To',
      name: 'to',
      type: 'dateTime',
      default: '',
      description: 'Only what happened before then',
    },
  ],
};

/** Lists entries of the audit trail, newest first. */
export const getMany: ItemOperation = {
  option: {
    name: 'Get Many',
    value: 'getMany',
    action: 'Get many audit entries',
    description: 'Get a list of audit entries: who changed what, when and why, newest first',
  },
  properties: [...pageFields, filters],
  async run(context, itemIndex) {
    const entries = await listAll(context, {
      path: '/v1/audit',
      query: readInstants(context, readCollection(context, 'filters', itemIndex), itemIndex),
      limit: readLimit(context, itemIndex),
      itemIndex,
      doing: 'listing the audit trail',
    });
    return entries.map((entry) => ({ json: entry }));
  },
};
