import { NodeOperationError } from 'n8n-workflow';
import { recordLocator } from '../../../fields/locators';
import { readLocator } from '../../../fields/read-fields';
import { findRecordKind, RECORD_KINDS } from '../../../fields/record-kinds';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';

/** Tells where one value of a canonical record comes from. */
export const getLineage: ItemOperation = {
  option: {
    name: 'Get Lineage',
    value: 'getLineage',
    action: 'Get the lineage of a record value',
    description:
      'Get where a value of a customer, deal, payment or any other record comes from: which mapping row made it, and of what',
  },
  properties: [
    {
      displayName: 'Kind',
      name: 'kind',
      type: 'options',
      default: 'deal',
      options: RECORD_KINDS.map(({ option }) => option),
      description: 'What the record is in the hub',
    },
    recordLocator,
    {
      displayName: 'Path',
      name: 'path',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. /lines/0/quantity',
      description:
        'A JSON pointer into the record as the hub keeps it, such as /name of a customer. Lists count from 0.',
    },
  ],
  async run(context, itemIndex) {
    const { value } = readLocator(context, recordLocator.name, itemIndex);
    const kind = findRecordKind(context.getNodeParameter('kind', itemIndex));
    if (value === '' || kind === undefined) {
      throw new NodeOperationError(
        context.getNode(),
        value === '' ? '"Record" is empty' : '"Kind" names no kind of record',
        {
          itemIndex,
          description:
            'Choose a kind and a record, or use an expression that gives its ID, such as {{ $json.id }}.',
        },
      );
    }
    const json = await askHubForJson(context, {
      method: 'GET',
      path: `${kind.path}/${encodeURIComponent(value)}/lineage`,
      query: { path: context.getNodeParameter('path', itemIndex) as string },
      itemIndex,
      doing: 'reading the lineage of the record',
    });
    return [{ json }];
  },
};
