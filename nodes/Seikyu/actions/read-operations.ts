import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pageFields, simplifyField } from '../../fields/common';
import { readCollection, readLimit, readLocator } from '../../fields/read-fields';
import { askHubForJson } from '../../transport/hub-request';
import { listAll } from '../../transport/list-all';
import type { ItemOperation } from './operation';

/** A kind of master data that is only read. */
export interface MasterData {
  path: string;
  noun: { one: string; withArticle: string; many: string };
  locator: INodeProperties;
  searchPlaceholder: string;
  simplify(raw: IDataObject): IDataObject;
}

/** Get, for one record of master data. */
export function getOperationOf({ path, noun, locator, simplify }: MasterData): ItemOperation {
  return {
    option: {
      name: 'Get',
      value: 'get',
      action: `Get ${noun.withArticle}`,
      description: `Get ${noun.withArticle} as the hub knows it`,
    },
    properties: [locator, simplifyField],
    async run(context, itemIndex) {
      const { value } = readLocator(context, locator.name, itemIndex);
      if (value === '') {
        throw new NodeOperationError(context.getNode(), `"${locator.displayName}" is empty`, {
          itemIndex,
          description: `Choose ${noun.withArticle}, or use an expression that gives its ID.`,
        });
      }
      const raw = await askHubForJson(context, {
        method: 'GET',
        path: `${path}/${encodeURIComponent(value)}`,
        itemIndex,
        doing: `reading the ${noun.one}`,
      });
      const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
      return [{ json: isSimple ? simplify(raw) : raw }];
    },
  };
}

/** Get Many, for master data. */
export function getManyOperationOf({ path, noun, searchPlaceholder, simplify }: MasterData): ItemOperation {
  const filters: INodeProperties = {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    options: [
      {
        displayName: 'Search',
        name: 'query',
        type: 'string',
        default: '',
        placeholder: searchPlaceholder,
      },
    ],
  };
  return {
    option: {
      name: 'Get Many',
      value: 'getMany',
      action: `Get many ${noun.many}`,
      description: `Get a list of ${noun.many}, newest first`,
    },
    properties: [...pageFields, simplifyField, filters],
    async run(context, itemIndex) {
      const list = await listAll(context, {
        path,
        query: readCollection(context, 'filters', itemIndex),
        limit: readLimit(context, itemIndex),
        itemIndex,
        doing: `listing ${noun.many}`,
      });
      const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
      return list.map((raw) => ({ json: isSimple ? simplify(raw) : raw }));
    },
  };
}
