import { mappingLocator } from '../../fields/locators';
import type { BatchOperation } from '../../Seikyu/actions/operation';
import { toNodeError } from '../../transport/hub-error';
import { mapItems } from './map-items';

/** The canonical record of each item by the live mapping; an item that it refuses fails. */
export const run: BatchOperation = {
  option: {
    name: 'Run',
    value: 'run',
    action: 'Run a mapping',
    description: 'Turn each item into a canonical record by the live version, without storing it in the hub',
  },
  properties: [mappingLocator],
  runAll: (context) =>
    mapItems(context, {
      verb: '/run',
      toJson({ record, findings }, itemIndex) {
        if (record !== null) return record;
        const detail = findings[0]?.detail ?? 'The mapping refused the record';
        const problem = { code: 'mapping.refused', detail, page: '', instance: '', errors: findings };
        const failure = { kind: 'problem' as const, status: 422, problem };
        throw toNodeError(context.getNode(), failure, itemIndex, 'mapping the record');
      },
    }),
};
