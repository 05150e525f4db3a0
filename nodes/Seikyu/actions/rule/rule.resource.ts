import type { Resource } from '../operation';
import { simulate } from './simulate.operation';

/** The rules that say which invoices a person decides. */
export const rule: Resource = {
  option: { name: 'Rule', value: 'rule' },
  operations: [simulate],
};
