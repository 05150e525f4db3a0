import type { Resource } from '../operation';
import { send } from './send.operation';

/** Records of other systems, on their way into the hub. */
export const record: Resource = { option: { name: 'Record', value: 'record' }, operations: [send] };
