import type { Resource } from '../operation';
import { getMany } from './get-many.operation';

/** The audit trail. */
export const audit: Resource = {
  option: { name: 'Audit', value: 'audit' },
  operations: [getMany],
};
