import type { Resource } from '../../Seikyu/actions/operation';
import { getMany } from './get-many.operation';
import { preview } from './preview.operation';
import { run } from './run.operation';

/** Mappings of the hub. They are changed and reviewed there; workflows only run them. */
export const mapping: Resource = {
  option: { name: 'Mapping', value: 'mapping' },
  operations: [run, preview, getMany],
};
