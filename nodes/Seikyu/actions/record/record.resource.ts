import type { Resource } from '../operation';
import { getLineage } from './get-lineage.operation';
import { send } from './send.operation';

/** Records of other systems on their way into the hub, and the way back to them. */
export const record: Resource = {
  option: { name: 'Record', value: 'record' },
  operations: [send, getLineage],
};
