import type { Resource } from '../operation';
import { assign } from './assign.operation';
import { get } from './get.operation';
import { getMany } from './get-many.operation';
import { replay } from './replay.operation';
import { setNote } from './set-note.operation';

/** What waits for a person and is no approval. It leaves by itself once it is mended, so nothing here closes one. */
export const exception: Resource = {
  option: { name: 'Exception', value: 'exception' },
  default: 'getMany',
  operations: [assign, get, getMany, replay, setNote],
};
