import type { IExecuteFunctions } from 'n8n-workflow';
import { mappingLocator, mappingVersionLocator } from '../../fields/locators';
import { readLocator } from '../../fields/read-fields';
import type { BatchOperation } from '../../Seikyu/actions/operation';
import { mapItems } from './map-items';

/** What a version makes of each item, or why it refuses it, with the way of every value. */
export const preview: BatchOperation = {
  option: {
    name: 'Preview',
    value: 'preview',
    action: 'Preview a mapping',
    description: 'See what a version makes of each item, with findings and the row behind every value',
  },
  properties: [
    mappingLocator,
    {
      displayName: 'Use',
      name: 'use',
      type: 'options',
      default: 'live',
      options: [
        { name: 'Chosen Version', value: 'version', description: 'Such as a draft' },
        { name: 'Live Version', value: 'live' },
      ],
      description: 'Which version the items go through',
    },
    { ...mappingVersionLocator, displayOptions: { show: { use: ['version'] } } },
  ],
  runAll: (context) =>
    mapItems(context, {
      verb: '/preview',
      versionOf: (itemIndex) => versionOf(context, itemIndex),
      toJson: ({ ok, record, findings, writes }) => ({ ok, record, findings, writes }),
    }),
};

function versionOf(context: IExecuteFunctions, itemIndex: number): string | undefined {
  if (context.getNodeParameter('use', itemIndex) === 'live') return undefined;
  return readLocator(context, 'version', itemIndex).value;
}
